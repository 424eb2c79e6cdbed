namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>
/// Places in a text that lie between characters. A character beyond U+FFFF, such as an emoji, is two units of a .NET text, and half of it
/// is no text.
/// </summary>
public static class WholeCharacters
{
    /// <summary>The place, or the one before it where it lies within a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">From 0 to the text's length.</param>
    public static int Before(ReadOnlySpan<char> text, int place) => IsWithin(text, place) ? place - 1 : place;

    /// <summary>The place, or the one behind it where it lies within a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">From 0 to the text's length.</param>
    public static int Behind(ReadOnlySpan<char> text, int place) => IsWithin(text, place) ? place + 1 : place;

    /// <summary>The beginning of a text: so many units, or one fewer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many units at most.</param>
    public static string Beginning(string text, int most) => text.Length <= most ? text : text[..Before(text, most)];

    /// <summary>The end of a text: so many units, or one fewer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many units at most.</param>
    public static string End(string text, int most) => text.Length <= most ? text : text[Behind(text, text.Length - most)..];

    /// <summary>The one stretch in which two texts differ, as far as it begins and ends between characters in both.</summary>
    /// <param name="before">The one text.</param>
    /// <param name="after">The other.</param>
    /// <returns>Where it begins in both, and how much of both is the same behind it.</returns>
    public static (int Start, int End) Difference(string before, string after)
    {
        int start = before.AsSpan().CommonPrefixLength(after);
        start = Math.Min(Before(before, start), Before(after, start));
        int most = Math.Min(before.Length, after.Length) - start,
            end = 0;
        while (end < most && before[^(end + 1)] == after[^(end + 1)])
            end++;
        bool within = IsWithin(before, before.Length - end) || IsWithin(after, after.Length - end);
        return (start, within ? end - 1 : end);
    }

    private static bool IsWithin(ReadOnlySpan<char> text, int place) =>
        place > 0 && place < text.Length && char.IsHighSurrogate(text[place - 1]) && char.IsLowSurrogate(text[place]);
}
