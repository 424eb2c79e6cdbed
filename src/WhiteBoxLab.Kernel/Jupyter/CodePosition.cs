using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>Places in a text: Jupyter counts characters of Unicode, .NET units of UTF-16, and editors lines.</summary>
internal static class CodePosition
{
    /// <summary>The index in UTF-16 behind so many characters of Unicode.</summary>
    public static int ToIndex(string text, int characters) =>
        text.EnumerateRunes().Take(Math.Max(0, characters)).Sum(rune => rune.Utf16SequenceLength);

    /// <summary>How many characters of Unicode stand before an index in UTF-16.</summary>
    public static int ToCharacters(string text, int index) => text[..index].EnumerateRunes().Count();

    public static LinePosition ToLine(string text, int index)
    {
        string before = text[..index];
        return new LinePosition(before.Count(sign => sign == '\n'), index - before.LastIndexOf('\n') - 1);
    }

    public static int ToIndex(string text, LinePosition place)
    {
        int begin = 0;
        for (int line = 0; line < place.Line && text.IndexOf('\n', begin) is >= 0 and var end; line++)
            begin = end + 1;
        return Math.Min(text.Length, begin + place.Character);
    }

    /// <summary>Where the word before an index begins.</summary>
    public static int WordBefore(string text, int index)
    {
        while (index > 0 && (char.IsLetterOrDigit(text[index - 1]) || text[index - 1] == '_'))
            index--;
        return index;
    }
}
