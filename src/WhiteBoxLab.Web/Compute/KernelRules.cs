using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Compute;

/// <summary>What kernels may use and reach.</summary>
/// <param name="folders">The lab's folders.</param>
/// <param name="megabytes">The most memory of each; null for no limit.</param>
/// <param name="sandboxed">Whether each lives in a sandbox.</param>
/// <param name="network">Whether a sandbox has network.</param>
/// <param name="remark">Why there is no sandbox although one was asked for; null for nothing to say.</param>
public sealed class KernelRules(LabFolders folders, int? megabytes, bool sandboxed, bool network, string? remark)
{
    /// <summary>How many MB what kernels make for a folder may take on disk. Defaults to 20,000.</summary>
    public int MostOnDisk { get; init; } = 20_000;

    /// <summary>Why there is no sandbox although one was asked for; null for nothing to say.</summary>
    public string? Remark => remark;

    /// <summary>Whether each kernel lives in a sandbox.</summary>
    public bool HasSandbox => sandboxed;

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
        return new KernelRules(
            folders,
            settings.KernelMemory,
            wish != SandboxWish.Off && obstacle is null,
            settings.KernelNetwork,
            obstacle
        )
        {
            MostOnDisk = settings.KernelDisk,
        };
    }

    /// <summary>The limits of a kernel that works in a folder. In a sandbox it sees of the folder what is no notebook.</summary>
    /// <param name="directory">The folder.</param>
    public KernelLimits In(string directory) => Limits(directory, [], [folders.Machine, folders.Artifacts]);

    /// <summary>
    /// The limits of the Explorer's kernel, which decodes photos of strangers: the same, in a sandbox of its own. What it finds out about
    /// the machine all may know.
    /// </summary>
    public KernelLimits InExplorer() => Limits(ExplorerFolder, [folders.Machine], [folders.Artifacts]);

    private KernelLimits Limits(string directory, string[] writable, string[] readable) =>
        new(megabytes, sandboxed ? new KernelSandbox(Home(directory), writable, network) { Readable = readable } : null);

    /// <summary>The folder that the Explorer's kernel works in: an empty one.</summary>
    public string ExplorerFolder => Path.Combine(folders.Data, "explorer");

    /// <summary>Where the maps and pictures lie that the cells of such a kernel make.</summary>
    /// <param name="directory">The folder.</param>
    public string ArtifactsIn(string directory) => sandboxed ? Home(directory).Artifacts : folders.Artifacts;

    /// <summary>What tells a kernel whose artifacts lie in a sandbox where the lab's, such as photos, are to be read.</summary>
    public IReadOnlyList<string> Sharing => sandboxed ? ["--shared-artifacts", folders.Artifacts] : [];

    /// <summary>What is to be said where what kernels made for a folder takes too much on disk; null where it does not.</summary>
    /// <param name="directory">The folder.</param>
    public string? Excess(string directory)
    {
        long most = (long)MostOnDisk << 20;
        return sandboxed && Home(directory).Size() is var size && size > most
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"What kernels made for this folder takes {size >> 20:N0} MB on disk, of {MostOnDisk:N0} MB (Lab:KernelDisk). "
                    + $"Delete files in a cell, or have more allowed."
            )
            : null;
    }

    /// <summary>Where what the cells of such a kernel print beyond the limit lies.</summary>
    /// <param name="directory">The folder.</param>
    public string OutputsIn(string directory) => sandboxed ? Home(directory).Outputs : folders.Outputs;

    private SandboxHome Home(string directory) =>
        new(directory, Path.Combine(folders.Sandboxes, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)), 0, 8)));
}
