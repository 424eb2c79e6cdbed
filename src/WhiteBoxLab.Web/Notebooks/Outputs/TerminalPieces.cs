using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>Takes a text apart at its escapes.</summary>
internal static partial class TerminalPieces
{
    /// <summary>Stretches of text, each with the numbers of the colours behind it, such as <c>1;31</c>; empty for the last and for escapes
    /// of another kind.</summary>
    public static IEnumerable<(string Text, string Colours)> Of(string text)
    {
        int at = 0;
        foreach (Match escape in Escapes().Matches(text))
        {
            yield return (text[at..escape.Index], Colours(escape.Groups["colours"]));
            at = escape.Index + escape.Length;
        }
        yield return (text[at..], "");
    }

    private static string Colours(Group numbers) =>
        numbers switch
        {
            { Success: false } => "",
            { Length: 0 } => "0",
            _ => numbers.Value,
        };

    /// <summary>An escape at the beginning of a text.</summary>
    public static Match At(string text, int place) => Escapes().Match(text, place);

    [GeneratedRegex(
        @"\x1b\[(?<colours>[0-9;]*)m|\x1b\[(?<number>[0-9;?]*)[ -/]*(?<kind>[@-~])|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[@-_]|\x1b"
    )]
    private static partial Regex Escapes();
}
