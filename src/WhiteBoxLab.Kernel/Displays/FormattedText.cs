namespace WhiteBoxLab.Kernel.Displays;

/// <summary>A text that says what form it has.</summary>
/// <param name="MimeType">Its form.</param>
/// <param name="Value">The text.</param>
public sealed record FormattedText(string MimeType, string Value);
