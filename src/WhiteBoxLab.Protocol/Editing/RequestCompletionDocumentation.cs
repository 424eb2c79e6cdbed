namespace WhiteBoxLab.Protocol;

/// <summary>
/// An extension of ours: asks what one of the completions at a place is. Answered by <see cref="CompletionDocumentationProduced"/>, or by
/// nothing when there is no such completion.
/// </summary>
/// <param name="Code">The cell's text, as it was asked with.</param>
/// <param name="LinePosition">The place, as it was asked with.</param>
/// <param name="DisplayText">The completion's text as shown.</param>
/// <param name="Kind">Its kind, where two have the same text; null for the first.</param>
public sealed record RequestCompletionDocumentation(string Code, LinePosition LinePosition, string DisplayText, string? Kind = null)
    : CellQuestion;

/// <summary>What a completion is.</summary>
/// <param name="DisplayText">The completion's text as shown.</param>
/// <param name="Documentation">Its signature and what it does, as Markdown.</param>
public sealed record CompletionDocumentationProduced(string DisplayText, FormattedValue Documentation) : Event;
