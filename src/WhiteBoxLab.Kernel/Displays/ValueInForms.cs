namespace WhiteBoxLab.Kernel.Displays;

/// <summary>A value that is to be shown in certain forms.</summary>
/// <param name="Value">The value.</param>
/// <param name="MimeTypes">The forms; at least one.</param>
internal sealed record ValueInForms(object? Value, IReadOnlyList<string> MimeTypes);
