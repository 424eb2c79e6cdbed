using System.Globalization;
using System.Text.RegularExpressions;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>An error of a cell, taken apart: what happened, where in the cells, and by which way it came there.</summary>
/// <param name="Heading">What happened, in its first line.</param>
/// <param name="More">Further lines of that; empty where there are none.</param>
/// <param name="Remarks">What the compiler found, where that is the error.</param>
/// <param name="Stack">The frames, the innermost first, and between them what was the cause of what.</param>
public sealed partial record ErrorReport(string Heading, string More, IReadOnlyList<ErrorFrame> Remarks, IReadOnlyList<ErrorFrame> Stack)
{
    /// <summary>Whether it was too long to keep, and a file of the lab's own has all of it.</summary>
    public bool IsCut { get; init; }

    /// <summary>The place where it happened; null where no cell has it.</summary>
    public ErrorFrame? Place => Stack.FirstOrDefault(frame => frame.Line is not null);

    /// <summary>What was the cause of it, and of that.</summary>
    public IEnumerable<ErrorFrame> Causes => Stack.Where(frame => frame.Words.StartsWith("caused by ", StringComparison.Ordinal));

    /// <summary>How many frames there are.</summary>
    public int Frames => Stack.Count(frame => frame.IsFrame);

    /// <summary>Takes an error apart.</summary>
    /// <param name="output">The output, an error.</param>
    public static ErrorReport Of(CellOutput output)
    {
        string heading = JsonText.Of(output.Json["evalue"]) ?? JsonText.Of(output.Json["ename"]) ?? "The cell failed.";
        string rest = OutputText.Plain(OutputParts.Rest(output));
        string[] lines = [OutputText.Plain(heading), .. rest.Length > 0 ? rest.Split('\n') : []];
        ErrorReport report = Remark().IsMatch(lines[0]) ? OfCompiler(lines) : OfException(lines);
        return report with { IsCut = CutText.FileOf($"{string.Join('\n', lines)}\n") is not null };
    }

    private static ErrorReport OfCompiler(string[] lines)
    {
        ErrorFrame[] remarks = [.. lines.Select(line => Remark().Match(line)).TakeWhile(match => match.Success).Select(RemarkOf)];
        string heading = remarks.Length == 1 ? "The cell does not compile." : $"The cell does not compile: {remarks.Length} errors.";
        return new ErrorReport(heading, string.Join('\n', lines.Skip(remarks.Length)), remarks, []);
    }

    private static ErrorReport OfException(string[] lines)
    {
        int said = Array.FindIndex(lines, 1, line => Frame().IsMatch(line)) is > 0 and var first ? first : lines.Length;
        return new ErrorReport(lines[0], string.Join('\n', lines[1..said]), [], [.. lines[said..].Select(FrameOf)]);
    }

    private static ErrorFrame RemarkOf(Match match) =>
        new($"{match.Groups["code"]}: {match.Groups["words"]}", null, Number(match, "line"), Number(match, "character") - 1);

    private static ErrorFrame FrameOf(string line) =>
        Frame().Match(line) is { Success: true } match
            ? new ErrorFrame(
                match.Groups["what"].Value.Trim(),
                match.Groups["run"].Success ? Number(match, "run") : null,
                match.Groups["run"].Success ? Number(match, "line") : null
            )
            {
                IsFrame = true,
                Lines = match.Groups["more"].Success ? $"{match.Groups["line"]}{match.Groups["more"]}" : null,
            }
            : new ErrorFrame(line.Trim(), null, null);

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].Value, CultureInfo.InvariantCulture, out int number) ? number : 1;

    // "(3,7): error CS0103: The name 'x' does not exist in the current context"
    [GeneratedRegex(@"^\((?<line>\d+),(?<character>\d+)\): error (?<code>[A-Z]+\d+): (?<words>.*)$")]
    private static partial Regex Remark();

    // "   in cell 3, line 2", "   at Half(Int32 x) in cell 1, line 3", "   at System.Linq.Enumerable.First[TSource](IEnumerable`1 source)"
    [GeneratedRegex(@"^ {2,}(?<what>at .*?)?? ?in cell (?<run>\d+), line (?<line>\d+)(?<more> (?:or|to) \d+)?$|^ {2,}(?<what>at .+)$")]
    private static partial Regex Frame();
}
