namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>A stretch of a terminal's text that looks the same throughout.</summary>
/// <param name="Text">The text.</param>
/// <param name="Classes">The classes of the page's style sheet; null for none.</param>
/// <param name="Style">The style of colours beyond the sixteen; null for none.</param>
public sealed record TerminalRun(string Text, string? Classes, string? Style);
