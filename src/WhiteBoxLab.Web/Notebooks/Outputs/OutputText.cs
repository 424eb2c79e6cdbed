using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>A text of an output, cut for the page: short ones whole, long ones by their head and tail.</summary>
/// <param name="Head">What stands above, or all of it.</param>
/// <param name="Tail">What stands below what is left out; empty when nothing is.</param>
/// <param name="LeftOut">How many lines are left out between them.</param>
public sealed record OutputText(string Head, string Tail, int LeftOut)
{
    private const int ShortLines = 30,
        HeadLines = 12,
        LongestLine = 2000,
        Longest = 250_000;

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
            return plain.Length <= 2 * Longest ? new(plain, "", 0) : Between(plain, plain.Length, Longest);
        int lines = plain.AsSpan().TrimEnd('\n').Count('\n') + 1;
        bool isShort = lines <= ShortLines && plain.Length <= LongestLine * 4;
        return isShort ? new(plain, "", 0) : Between(plain, Math.Min(HeadLines, lines / 2), LongestLine * 2);
    }

    // So many lines of each end, as far as there is room: a line that would be cut is left out, but for one that fills all the room.
    private static OutputText Between(string text, int lines, int room)
    {
        int head = HeadEnd(text, lines, room),
            tail = Math.Max(head, TailStart(text, lines, room));
        int gone = text.AsSpan(head, tail - head).TrimEnd('\n').Count('\n') + 1;
        return new(text[..head], text[tail..], gone);
    }

    private static int HeadEnd(string text, int lines, int room)
    {
        int end = 0;
        for (; lines > 0 && text.IndexOf('\n', end) is >= 0 and var at && at < room; lines--)
            end = at + 1;
        return end > 0 ? end : WholeCharacters.Before(text, Math.Min(room, text.Length));
    }

    private static int TailStart(string text, int lines, int room)
    {
        int start = text.Length,
            last = text.EndsWith('\n') ? text.Length - 1 : text.Length;
        for (int end = last; lines > 0 && end > 0 && text.LastIndexOf('\n', end - 1) is var at && last - at <= room + 1; lines--)
            (start, end) = (at + 1, at);
        return start < text.Length ? start : WholeCharacters.Behind(text, Math.Max(0, text.Length - room));
    }
}
