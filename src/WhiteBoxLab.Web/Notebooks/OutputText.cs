namespace WhiteBoxLab.Web;

/// <summary>A text of an output, cut for the page: short ones whole, long ones by their head and tail.</summary>
/// <param name="Head">What stands above, or all of it.</param>
/// <param name="Tail">What stands below what is left out; empty when nothing is.</param>
/// <param name="LeftOut">How many lines are left out between them.</param>
public sealed record OutputText(string Head, string Tail, int LeftOut)
{
    private const int ShortLines = 30, HeadLines = 12, TailLines = 12, LongestLine = 2000, Longest = 250_000;

    /// <summary>The text as a terminal shows it, without its colours.</summary>
    /// <param name="text">The text.</param>
    public static string Plain(string text) => string.Concat(TerminalPieces.Of(TerminalText.Settled(text)).Select(piece => piece.Text));

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="whole">Whether to show as much as a page can bear: 250,000 characters of each end.</param>
    public static OutputText Of(string text, bool whole)
    {
        string plain = TerminalText.Settled(text);
        if (whole)
            return plain.Length <= 2 * Longest ? new(plain, "", 0) : new(plain[..Longest], plain[^Longest..], plain[Longest..^Longest].Count(letter => letter == '\n') + 1);
        int lines = plain.AsSpan().TrimEnd('\n').Count('\n') + 1;
        if (lines <= ShortLines && plain.Length <= LongestLine * 4)
            return new(plain, "", 0);
        string head = Begin(plain, HeadLines), tail = lines <= HeadLines ? "" : End(plain, Math.Min(TailLines, lines - HeadLines));
        return new(head, tail, Math.Max(1, lines - HeadLines - TailLines));
    }

    private static string Begin(string text, int lines)
    {
        int at = 0;
        for (; lines > 0 && at >= 0 && at < text.Length; lines--)
            at = text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;
        return text[..Math.Min(at, LongestLine * 2)];
    }

    private static string End(string text, int lines)
    {
        int at = text.EndsWith('\n') ? text.Length - 1 : text.Length;
        for (; lines > 0 && at > 0; lines--)
            at = text.LastIndexOf('\n', at - 1);
        return text[Math.Max(at + 1, text.Length - (LongestLine * 2))..];
    }
}
