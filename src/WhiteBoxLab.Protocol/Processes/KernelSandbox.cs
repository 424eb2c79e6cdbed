using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// A sandbox for a kernel, made by bubblewrap: the system and .NET to be read, a few folders to be written, an own /tmp, no other process,
/// and
/// of this process's environment nothing.
/// </summary>
/// <param name="Home">The folder that it works in.</param>
/// <param name="Writable">Further folders that it may write, such as that of the artifacts. They are made where they are missing.</param>
/// <param name="HasNetwork">Whether it can reach the network. Without it, <c>#r "nuget: ..."</c> finds only packages that are on this
/// machine, and says so.</param>
public sealed record KernelSandbox(SandboxHome Home, IReadOnlyList<string> Writable, bool HasNetwork = false)
{
    private const string Program = "bwrap";
    private const int UsualMegabytes = 4096;

    /// <summary>Further folders that it may read, where they are there. Defaults to none.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    private static readonly string[] SystemFolders =
    [
        "/usr",
        "/bin",
        "/sbin",
        "/lib",
        "/lib32",
        "/lib64",
        "/etc/alternatives",
        "/etc/dotnet",
        "/etc/fonts",
        "/etc/ld.so.cache",
        "/etc/ld.so.conf",
        "/etc/ld.so.conf.d",
        "/etc/localtime",
        "/etc/nsswitch.conf",
        "/etc/ssl",
        "/etc/ca-certificates",
    ];

    private static readonly string[] Network = ["/etc/resolv.conf", "/etc/hosts", "/etc/services", "/etc/protocols"];

    private static readonly string[] Kept = ["LANG", "LC_ALL", "TZ", "TERM"];

    /// <summary>The variable that tells a kernel that it has no network.</summary>
    public const string OfflineVariable = "WHITEBOXLAB_OFFLINE";

    /// <summary>Why there can be no sandbox here, in a sentence; null when there can.</summary>
    public static string? Obstacle()
    {
        if (!OperatingSystem.IsLinux())
            return "Sandboxes need bubblewrap, which is for Linux.";
        try
        {
            string[] trials = ["--ro-bind", "/", "/", "--unshare-all", "--size", "65536", "--tmpfs", "/tmp", "true"]; // --size: since 0.7
            ProcessStartInfo start = new(Program, trials) { RedirectStandardError = true };
            using Process trial = Process.Start(start) ?? throw new Win32Exception();
            string said = trial.StandardError.ReadToEnd();
            trial.WaitForExit();
            return trial.ExitCode == 0 ? null : $"bubblewrap cannot make a sandbox here: {said.Trim()}";
        }
        catch (Win32Exception)
        {
            return "Sandboxes need bubblewrap, and there is no 'bwrap' here: install the package bubblewrap.";
        }
    }

    /// <summary>The same kernel in the sandbox.</summary>
    /// <param name="start">The kernel.</param>
    /// <param name="megabytes">
    /// How much its files in memory (<c>/tmp</c> and <c>/dev/shm</c>) may take together; null for 4,096.
    /// </param>
    public KernelStart Wrap(KernelStart start, int? megabytes = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        foreach (string folder in Writable)
            Directory.CreateDirectory(folder);
        string[] walls = [.. Isolation(megabytes ?? UsualMegabytes), .. Files(start), .. Variables(start), "--chdir", Home.Folder];
        return start with
        {
            FileName = Program,
            Arguments = [.. walls, "--", start.FileName, .. start.Arguments],
            WorkingDirectory = null,
            Environment = null,
            InheritsEnvironment = false, // bubblewrap is the first process of the sandbox, and there to be looked at
        };
    }

    // Not --die-with-parent: its parent would be the thread that started it, and those of a pool come and go. A kernel ends when its input
    // does.
    private IEnumerable<string> Isolation(int megabytes)
    {
        string half = (megabytes * (1L << 19)).ToString(CultureInfo.InvariantCulture);
        string[] network = HasNetwork ? ["--share-net"] : [];
        string[] devices = ["--dev", "/dev", "--size", half, "--tmpfs", "/dev/shm", "--remount-ro", "/dev"];
        string[] scratch = ["--size", half, "--tmpfs", "/tmp", "--dir", "/tmp/home"];
        return ["--unshare-all", .. network, "--new-session", "--cap-drop", "ALL", "--proc", "/proc", .. devices, .. scratch];
    }

    private IEnumerable<string> Files(KernelStart start) =>
        [
            .. SystemFolders
                .Concat(HasNetwork ? Network : [])
                .Concat(Programs(start))
                .Concat(Readable)
                .SelectMany(path => new[] { "--ro-bind-try", path, path }),
            .. Writable.SelectMany(path => new[] { "--bind", path, path }),
            .. Home.Arguments(),
        ];

    // The kernel, what it was started with, the runtime, and the packages.
    private static IEnumerable<string> Programs(KernelStart start) =>
        start
            .Arguments.Prepend(start.FileName)
            .Where(Path.IsPathRooted)
            .Where(File.Exists)
            .Select(file => Path.GetDirectoryName(file) ?? "/")
            .Append(Runtime)
            .Append(Packages)
            .Distinct();

    private static string Runtime => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string Packages =>
        Variable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private IEnumerable<string> Variables(KernelStart start)
    {
        Dictionary<string, string> all = new()
        {
            ["PATH"] = $"{Runtime}:/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = "/tmp/home",
            ["DOTNET_ROOT"] = Runtime,
            ["DOTNET_CLI_HOME"] = "/tmp/home",
            ["NUGET_PACKAGES"] = Home.Packages,
            ["RestoreFallbackFolders"] = Packages, // new ones into its own folder, and the machine's are there to be read
        };
        if (!HasNetwork)
            all[OfflineVariable] = "1";
        foreach (string name in Kept)
        {
            if (Variable(name) is { } value)
                all[name] = value;
        }
        foreach ((string name, string value) in KernelStart.CalmEnvironment.Concat(start.Environment ?? new Dictionary<string, string>()))
            all[name] = value;
        return all.SelectMany(one => new[] { "--setenv", one.Key, one.Value }).Prepend("--clearenv");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
