namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>
/// What a program printed as a terminal shows it: a carriage return goes to the line's beginning, a backspace takes a sign away, and
/// colours are colours.
/// </summary>
public static class TerminalText
{
    private const char Escape = '\u001b';

    /// <summary>The text after all returns, backspaces and moves; of the escapes only those of colours are left.</summary>
    /// <param name="text">The text as it was printed.</param>
    public static string Settled(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAny('\r', '\b', Escape) < 0)
            return text;
        TerminalLine line = new();
        return string.Join('\n', text.Split('\n').Select(line.Print));
    }

    /// <summary>A settled text in stretches of one look.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<TerminalRun> Runs(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TerminalLook look = new();
        foreach ((string plain, string colours) in TerminalPieces.Of(text))
        {
            if (plain.Length > 0)
                yield return new TerminalRun(plain, Given(look.Classes), Given(look.Style));
            look.Take(colours);
        }
    }

    private static string? Given(string words) => words.Length == 0 ? null : words;
}
