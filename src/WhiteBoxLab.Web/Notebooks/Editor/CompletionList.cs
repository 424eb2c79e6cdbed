using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Notebooks.Editor;

/// <summary>Completions for an editor: those that fit what stands there, the best first.</summary>
/// <param name="From">Where the replaced word begins, as a line from 0.</param>
/// <param name="FromCharacter">And the character, from 0.</param>
/// <param name="Items">The completions.</param>
/// <param name="Whole">Whether these are all; if not, more typing asks again.</param>
public sealed record CompletionList(int From, int FromCharacter, IReadOnlyList<CompletionList.Item> Items, bool Whole)
{
    private const int Most = 300;

    /// <summary>A completion.</summary>
    /// <param name="Label">As shown.</param>
    /// <param name="Kind">Such as <c>Method</c>.</param>
    /// <param name="Apply">What is inserted.</param>
    /// <param name="Sort">What the list is sorted by.</param>
    /// <param name="Info">What it is, or null.</param>
    public sealed record Item(string Label, string Kind, string Apply, string Sort, string? Info);

    /// <summary>The completions of the kernel for a place.</summary>
    /// <param name="produced">What the kernel said.</param>
    /// <param name="source">The cell's text.</param>
    /// <param name="place">The place.</param>
    public static CompletionList Of(CompletionsProduced produced, string source, LinePosition place)
    {
        string line = source.Split('\n').ElementAtOrDefault(place.Line) ?? "",
            before = line[..Math.Min(place.Character, line.Length)];
        int from =
            produced.LinePositionSpan is { } span && span.Start.Line == place.Line
                ? Math.Min(span.Start.Character, before.Length)
                : before.Length - before.Reverse().TakeWhile(letter => char.IsLetterOrDigit(letter) || letter == '_').Count();
        string word = before[from..];
        List<CompletionItem> fitting = [.. produced.Completions.Where(item => Fits(item.FilterText ?? item.DisplayText, word))];
        IEnumerable<CompletionItem> best = fitting
            .OrderBy(item => (item.FilterText ?? item.DisplayText).StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(item => item.SortText ?? item.DisplayText, StringComparer.OrdinalIgnoreCase)
            .Take(Most);
        return new CompletionList(
            place.Line,
            from,
            [
                .. best.Select(item => new Item(
                    item.DisplayText,
                    item.Kind ?? "",
                    item.InsertText ?? item.DisplayText,
                    item.SortText ?? item.DisplayText,
                    item.Documentation
                )),
            ],
            fitting.Count <= Most
        );
    }

    // The word's letters stand in the text in this order.
    private static bool Fits(string text, string word)
    {
        int at = 0;
        foreach (char letter in word)
        {
            at = text.IndexOf(letter.ToString(), at, StringComparison.OrdinalIgnoreCase) + 1;
            if (at == 0)
                return false;
        }
        return true;
    }
}
