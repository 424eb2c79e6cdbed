namespace WhiteBoxLab.Protocol;

/// <summary>How a kernel's process ended.</summary>
/// <param name="ExitCode">As the system reports it; 128 + n when signal n ended it.</param>
/// <param name="LastErrorLines">The last lines it printed on stderr, at most 20; of a long stack trace only the end.</param>
/// <param name="Asked">Whether this client ended it.</param>
public sealed record KernelDeath(int ExitCode, IReadOnlyList<string> LastErrorLines, bool Asked)
{
    private static readonly string[] Verdicts =
    [
        "Process terminated.",
        "Stack overflow.",
        "Unhandled exception.",
        "Fatal error.",
        "Out of memory.",
        "terminate called",
    ];

    /// <summary>What happened and what to do, in a sentence or two.</summary>
    public string Sentence => $"The kernel {Ending}. Its variables are gone; run the cells again to rebuild them.{LastWords}";

    /// <summary>The sentence and the last lines, for a log.</summary>
    public string Report => string.Join('\n', LastErrorLines.Prepend(Sentence));

    /// <summary>What happened, to be put behind a subject: <c>died (signal 9)</c>.</summary>
    public string Ending =>
        this switch
        {
            { Asked: true } => "was stopped",
            { ExitCode: > 128 } => $"died (signal {ExitCode - 128})",
            _ => $"ended by itself (exit code {ExitCode})",
        };

    private string LastWords => !Asked && Reason is { } line ? $" It said: {line}" : "";

    // The runtime's own verdict and the line below it, or else the last line that is no aside.
    private string? Reason
    {
        get
        {
            List<string> lines = [.. LastErrorLines.Where(line => !string.IsNullOrWhiteSpace(line) && !LastLines.IsAside(line))];
            int verdict = lines.FindLastIndex(line => Verdicts.Any(begin => line.StartsWith(begin, StringComparison.Ordinal)));
            return verdict < 0 ? lines.LastOrDefault() : string.Join(" ", lines.Skip(verdict).Take(2));
        }
    }
}
