namespace WhiteBoxLab.Protocol;

/// <summary>Asks what could be typed at a place. Answered by <see cref="CompletionsProduced"/>.</summary>
/// <param name="Code">The cell's text.</param>
/// <param name="LinePosition">The place.</param>
public sealed record RequestCompletions(string Code, LinePosition LinePosition) : CellQuestion;

/// <summary>What could be typed at a place.</summary>
/// <param name="LinePositionSpan">What a completion replaces; null for the word at the place.</param>
/// <param name="Completions">The completions.</param>
public sealed record CompletionsProduced(LinePositionSpan? LinePositionSpan, IReadOnlyList<CompletionItem> Completions) : Event;

/// <summary>One completion.</summary>
/// <param name="DisplayText">As shown.</param>
/// <param name="Kind">Such as <c>Method</c>.</param>
/// <param name="FilterText">What typing is compared with.</param>
/// <param name="SortText">What the list is sorted by.</param>
/// <param name="InsertText">What is inserted.</param>
/// <param name="InsertTextFormat">How <paramref name="InsertText"/> is meant; null for plain text.</param>
/// <param name="Documentation">What it is, or null.</param>
public sealed record CompletionItem(
    string DisplayText,
    string? Kind,
    string? FilterText,
    string? SortText,
    string? InsertText,
    InsertTextFormat? InsertTextFormat,
    string? Documentation
);

/// <summary>How the text of a completion is meant.</summary>
public enum InsertTextFormat
{
    /// <summary>As it stands.</summary>
    PlainText,

    /// <summary>With places to fill in.</summary>
    Snippet,
}
