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

    /// <summary>The rules that the settings make on this machine.</summary>
    /// <param name="settings">The lab's settings: <see cref="LabSettings.KernelMemory"/>, <see cref="LabSettings.KernelSandbox"/> and, for
    /// sandboxes, <see cref="LabSettings.KernelNetwork"/>.</param>
    /// <param name="folders">The lab's folders.</param>
    /// <exception cref="LabCannotOpenException">There must be a sandbox, and this machine can make none.</exception>
    public static KernelRules From(LabSettings settings, LabFolders folders)
    {
        SandboxWish wish = settings.KernelSandbox;
        string? obstacle = wish == SandboxWish.Off ? null : KernelSandbox.Obstacle();
        if (wish == SandboxWish.On && obstacle is not null)
            throw new LabCannotOpenException($"Lab:KernelSandbox is on. {obstacle} Or set it to auto.");
        return new KernelRules(folders, settings.KernelMemory, wish != SandboxWish.Off && obstacle is null, settings.KernelNetwork, obstacle);
    }

    /// <summary>The limits of a kernel that works in a folder. In a sandbox it sees of the folder what is no notebook.</summary>
    /// <param name="directory">The folder.</param>
    public KernelLimits In(string directory) => new(megabytes, sandboxed ? new KernelSandbox(Home(directory), [folders.Artifacts], network) { Readable = [folders.Machine] } : null);

    /// <summary>Where what the cells of such a kernel print beyond the limit lies.</summary>
    /// <param name="directory">The folder.</param>
    public string OutputsIn(string directory) => sandboxed ? Home(directory).Outputs : folders.Outputs;

    private SandboxHome Home(string directory) => new(directory, Path.Combine(folders.Rooms, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)), 0, 8)));
}
