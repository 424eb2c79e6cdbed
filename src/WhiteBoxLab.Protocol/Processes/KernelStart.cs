using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

/// <summary>How to start a kernel's process.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">The folder it starts in; null for the folder of this process.</param>
/// <param name="Environment">Variables to set over those of this process and <see cref="CalmEnvironment"/>; null for none.</param>
public sealed partial record KernelStart(
    string FileName,
    IReadOnlyList<string> Arguments,
    string? WorkingDirectory = null,
    IReadOnlyDictionary<string, string>? Environment = null
)
{
    /// <summary>
    /// How long a cell has to stop after it was cancelled before its kernel is killed. On Linux the time counts in which no thread of the
    /// kernel waits for a core: on a busy machine a stop takes longer,
    /// up to thirty times as long, and costs no variables. Elsewhere the clock counts. Defaults to 2 seconds.
    /// </summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether it is started with the variables of this process under its own. Where not, nothing of them is to be found in any process of
    /// its tree. Defaults to true.
    /// </summary>
    public bool InheritsEnvironment { get; init; } = true;

    /// <summary>
    /// Whether it is a kernel of .NET Interactive's own, or one like it. Its habits are then forgiven: commands that it does not know are
    /// failed here, because it would drop them
    /// without a word; its question of what the client's kernels are is answered; an update under an id that nothing was shown under goes
    /// to what was shown last; and because it
    /// does not end when its input does, it is told to quit. Defaults to false.
    /// </summary>
    public bool IsForeign { get; init; }

    /// <summary>A kernel of .NET Interactive's own, or one like it.</summary>
    /// <param name="command">Its program and arguments, with quotes where a word has spaces, such as
    /// <c>dotnet interactive [vscode] stdio</c>; with <c>[vscode]</c> cells can ask for input.</param>
    /// <param name="workingDirectory">The folder it works in; null for the folder of this process.</param>
    /// <exception cref="ArgumentException">The command is empty.</exception>
    public static KernelStart Foreign(string command, string? workingDirectory = null)
    {
        string[] words = [.. Words().Matches(command ?? "").Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal))];
        if (words.Length == 0)
            throw new ArgumentException("A foreign kernel needs a command, such as 'dotnet interactive [vscode] stdio'.", nameof(command));
        return new KernelStart(words[0], [.. words.Skip(1)], workingDirectory, Quiet) { IsForeign = true };
    }

    // Its greeting would stand before the first message.
    private static readonly Dictionary<string, string> Quiet = new()
    {
        ["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
    };

    [GeneratedRegex("(?:\"[^\"]*\"|[^\\s\"])+")]
    private static partial Regex Words();

    /// <summary>
    /// What every kernel gets: waiting OpenMP threads sleep instead of spinning (several kernels on the same cores would otherwise be up to
    /// fifty times slower),
    /// no core dumps.
    /// </summary>
    public static IReadOnlyDictionary<string, string> CalmEnvironment { get; } =
        new Dictionary<string, string>
        {
            ["OMP_WAIT_POLICY"] = "passive",
            ["GOMP_SPINCOUNT"] = "0",
            ["DOTNET_DbgEnableMiniDump"] = "0",
            ["DOTNET_TieredPGO"] = "0",
        };

    /// <summary>The kernel of this lab in a folder: its program, or <c>dotnet</c> with its library where there is no program.</summary>
    /// <param name="folder">The folder that holds <c>WhiteBoxLab.Kernel</c>.</param>
    /// <param name="artifacts">The folder for artifacts.</param>
    /// <param name="more">More arguments for <c>serve</c>, such as <c>--warm</c>.</param>
    public static KernelStart Serve(string folder, string artifacts, params IReadOnlyList<string> more) =>
        Here(folder, ["serve", "--artifacts", artifacts, .. more]);

    /// <summary>
    /// Any verb of the kernel's program in a folder: the program, or <c>dotnet</c> with its library where there is no program.
    /// </summary>
    /// <param name="folder">The folder that holds <c>WhiteBoxLab.Kernel</c>.</param>
    /// <param name="arguments">The verb and its arguments.</param>
    public static KernelStart Here(string folder, params IReadOnlyList<string> arguments)
    {
        string program = Path.Combine(folder, OperatingSystem.IsWindows() ? "WhiteBoxLab.Kernel.exe" : "WhiteBoxLab.Kernel");
        return File.Exists(program)
            ? new KernelStart(program, arguments)
            : new KernelStart("dotnet", [Path.Combine(folder, "WhiteBoxLab.Kernel.dll"), .. arguments]);
    }
}
