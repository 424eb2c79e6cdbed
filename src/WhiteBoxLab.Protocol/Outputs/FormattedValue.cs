namespace WhiteBoxLab.Protocol;

/// <summary>A value in one form.</summary>
/// <param name="MimeType">What form it is.</param>
/// <param name="Value">The text; for <c>image/png</c>, <c>image/jpeg</c> and <c>image/gif</c> the bytes in base64.</param>
/// <param name="SuppressDisplay">Whether it is only to be kept, not shown. False unless told otherwise.</param>
public sealed record FormattedValue(string MimeType, string? Value, bool SuppressDisplay = false);
