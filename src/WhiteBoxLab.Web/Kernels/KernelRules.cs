using System.Security.Cryptography;
using System.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>What the kernels of notebooks may use and reach.</summary>
/// <param name="folders">The lab's folders.</param>
/// <param name="megabytes">The most memory of each; null for no limit.</param>
/// <param name="sandboxed">Whether each lives in a sandbox.</param>
/// <param name="network">Whether a sandbox has network.</param>
/// <param name="remark">Why there is no sandbox although one was asked for; null for nothing to say.</param>
public sealed class KernelRules(LabFolders folders, int? megabytes, bool sandboxed, bool network, string? remark)
{
    /// <summary>Whether there are any.</summary>
    public bool HasLimits => megabytes is not null || sandboxed;

    /// <summary>For the log and the pages.</summary>
    public string Sentence => $"{In(folders.Notebooks).Sentence}; threads shared by those that run.{(remark is null ? "" : " " + remark)}";

    /// <summary>Reads the rules from the settings.</summary>
    /// <param name="settings">
    /// <c>Lab:KernelMemory</c> in MB (default: no limit), <c>Lab:KernelSandbox</c> <c>off</c> (the default), <c>auto</c> (where bubblewrap works) or <c>on</c> (or else the lab does not open), and
    /// <c>Lab:KernelNetwork</c> true or false (the default) for sandboxes.
    /// </param>
    /// <param name="folders">The lab's folders.</param>
    /// <exception cref="LabCannotOpenException">A setting makes no sense, or cannot be followed here.</exception>
    public static KernelRules From(IConfiguration settings, LabFolders folders)
    {
        int? megabytes = settings["Lab:KernelMemory"] is not { Length: > 0 } text ? null : int.TryParse(text, out int most) && most >= 512 ? most : throw new LabCannotOpenException($"Lab:KernelMemory is '{text}'. Give a number of MB from 512, or leave it out for no limit.");
        string wish = settings["Lab:KernelSandbox"] is { Length: > 0 } word ? word : "off";
        if (wish is not ("off" or "auto" or "on"))
            throw new LabCannotOpenException($"Lab:KernelSandbox is '{wish}'. There is off, auto and on.");
        string? obstacle = wish == "off" ? null : KernelSandbox.Obstacle();
        if (wish == "on" && obstacle is not null)
            throw new LabCannotOpenException($"Lab:KernelSandbox is on. {obstacle} Or set it to auto.");
        return new KernelRules(folders, megabytes, wish != "off" && obstacle is null, HasNetwork(settings["Lab:KernelNetwork"]), obstacle);
    }

    private static bool HasNetwork(string? word) => word is { Length: > 0 } && (bool.TryParse(word, out bool wish) ? wish : word switch
    {
        "1" => true,
        "0" => false,
        _ => throw new LabCannotOpenException($"Lab:KernelNetwork is '{word}'. There is true and false."),
    });

    /// <summary>The limits of a kernel that works in a folder. In a sandbox it sees of the folder what is no notebook.</summary>
    /// <param name="directory">The folder.</param>
    public KernelLimits In(string directory) => new(megabytes, sandboxed ? new KernelSandbox(Home(directory), [folders.Artifacts], network) { Readable = [folders.Machine] } : null);

    /// <summary>Where what the cells of such a kernel print beyond the limit lies.</summary>
    /// <param name="directory">The folder.</param>
    public string OutputsIn(string directory) => sandboxed ? Home(directory).Outputs : folders.Outputs;

    private SandboxHome Home(string directory) => new(directory, Path.Combine(folders.Rooms, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)), 0, 8)));
}
