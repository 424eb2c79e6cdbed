using System.Text;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// The exception of a cell as the cell's author wants to see it: what, and where in the cells; the frames of the lab and of the runtime are
/// cut off.
/// </summary>
internal static partial class CellError
{
    /// <summary>The whole text.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="placed">Gives an exception's innermost frame a better place; null where none is known.</param>
    public static string Text(Exception exception, Func<Exception, string, string>? placed = null)
    {
        if (exception is AggregateException { InnerExceptions: [var only] })
            return Text(only, placed);

        StringBuilder text = new();
        for (Exception? one = exception; one is not null; one = one.InnerException)
        {
            text.Append(one == exception ? "" : "\n caused by ").Append(one.GetType().FullName).Append(": ").Append(one.Message);
            foreach (string frame in Frames(one, placed))
                text.Append("\n   ").Append(frame);
        }
        return Names(text.ToString());
    }

    // Up to the last frame of a cell: what is behind it is the machinery that ran the cell.
    private static IEnumerable<string> Frames(Exception exception, Func<Exception, string, string>? placed)
    {
        string[] lines = (exception.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > 0 && placed is not null)
            lines[0] = placed(exception, lines[0]);
        int last = Array.FindLastIndex(lines, line => CellFrame().IsMatch(line));
        return lines
            .Take(last + 1)
            .Where(line => line.StartsWith("at ", StringComparison.Ordinal))
            .Select(line => Frame(line[3..]))
            .Where(frame => frame.Length > 0);
    }

    private static string Frame(string line)
    {
        if (CellFrame().Match(line) is { Success: true } cell)
            return $"{(Body().IsMatch(line) ? "" : $"at {line[..cell.Index]} ")}in {cell.Groups["cell"].Value}, line "
                + $"{cell.Groups["line"].Value}";
        bool machinery =
            line.StartsWith("System.Runtime.", StringComparison.Ordinal)
            || line.StartsWith("WhiteBoxLab.Kernel.", StringComparison.Ordinal);
        return machinery ? "" : "at " + Place().Replace(line, "");
    }

    private static string Names(string text) => Submission().Replace(text, "");

    [GeneratedRegex(@" in (?<cell>cell \d+):line (?<line>\d+(?: (?:or|to) \d+)?)$")]
    private static partial Regex CellFrame();

    [GeneratedRegex(@" in .*:line \d+$")]
    private static partial Regex Place();

    // The cell's own statements: "Submission#3.<<Initialize>>d__0.MoveNext()" or "Submission#3..ctor()" and the like.
    [GeneratedRegex(@"^(at )?Submission#\d+\.?(<<Initialize>>[^ ]*|<Initialize>\(\)|\.ctor\([^)]*\)|<Factory>\([^)]*\))")]
    private static partial Regex Body();

    [GeneratedRegex(@"Submission#\d+[.+]")]
    private static partial Regex Submission();
}
