namespace WhiteBoxLab.Protocol;

/// <summary>Asks what stands at a place. Answered by <see cref="HoverTextProduced"/>, or by nothing when nothing is there.</summary>
/// <param name="Code">The cell's text.</param>
/// <param name="LinePosition">The place.</param>
public sealed record RequestHoverText(string Code, LinePosition LinePosition) : CellQuestion;

/// <summary>What stands at a place.</summary>
/// <param name="Content">The text, usually Markdown.</param>
/// <param name="LinePositionSpan">What it is about, or null.</param>
public sealed record HoverTextProduced(IReadOnlyList<FormattedValue> Content, LinePositionSpan? LinePositionSpan) : Event;
