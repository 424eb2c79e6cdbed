namespace WhiteBoxLab.Protocol;

/// <summary>A place in a text.</summary>
/// <param name="Line">From 0.</param>
/// <param name="Character">From 0, in UTF-16 units.</param>
public readonly record struct LinePosition(int Line, int Character);

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Just behind its last character.</param>
public sealed record LinePositionSpan(LinePosition Start, LinePosition End);
