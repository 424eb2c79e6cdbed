using System.Globalization;
using System.Text.RegularExpressions;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>
/// Cuts what is too long to keep: the beginning and the end stay, and one mark between them counts all that is gone, also what was cut
/// before, here or in the kernel, which then says where all of it lies.
/// </summary>
public static partial class CutText
{
    /// <summary>The text, cut where it is longer.</summary>
    /// <param name="text">The text, perhaps with marks of earlier cuts.</param>
    /// <param name="longest">The most characters that stay.</param>
    public static string Of(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        MatchCollection marks = Mark().Matches(text);
        int before = marks is [var first, ..] ? first.Index : text.Length,
            after = marks is [.., var last] ? last.Index + last.Length : 0;
        string head = WholeCharacters.Beginning(text[..before], longest / 2),
            tail = WholeCharacters.End(text[after..], longest / 2);
        long gone = text.Length - head.Length - tail.Length + marks.Sum(mark => CountOf(mark) - mark.Length);
        string where = marks.Select(Where).LastOrDefault("");
        return string.Create(CultureInfo.InvariantCulture, $"{head}\n… {gone:N0} characters left out{where} …\n{tail}");
    }

    /// <summary>The name of the file of the lab's own in which all of a cut text lies, or null.</summary>
    /// <param name="text">The text.</param>
    public static string? FileOf(string text) =>
        Mark().Matches(text).Select(mark => mark.Groups["file"]).LastOrDefault(file => file.Success)?.Value;

    private static string Where(Match mark) => mark.Groups["where"].Value.Trim() is { Length: > 0 } where ? $". {where.TrimEnd('.')}" : "";

    private static long CountOf(Match mark) =>
        long.Parse(mark.Groups["count"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    // Ours, or the kernel's: "... 12 characters are left out here. All that it printed is in /tmp/cell-1-0a1b2c3d.txt ...".
    [GeneratedRegex(
        @"\n(?:…|\.\.\.) (?<count>[\d,]+) characters (?:are )?left out(?: here)?\.?"
            + @"(?<where>[^\n]*?(?<file>cell-\d+-[0-9a-f]{8}\.txt)?) (?:…|\.\.\.)\n",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Mark();
}
