namespace WhiteBoxLab.Kernel.Displays;

/// <summary>A property or field of a value that is shown by its parts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it holds.</param>
internal sealed record PartOfValue(string Name, object? Value);
