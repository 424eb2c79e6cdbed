namespace WhiteBoxLab.Protocol;

/// <summary>Shows a value that is formatted already. Answered by <see cref="DisplayedValueProduced"/>.</summary>
/// <param name="FormattedValue">The value.</param>
/// <param name="ValueId">A name by which it can be updated, or null.</param>
public sealed record DisplayValue(FormattedValue FormattedValue, string? ValueId = null) : Command;

/// <summary>Replaces a shown value. Answered by <see cref="DisplayedValueUpdated"/>.</summary>
/// <param name="FormattedValue">The new value.</param>
/// <param name="ValueId">The name it was shown under.</param>
public sealed record UpdateDisplayedValue(FormattedValue FormattedValue, string ValueId) : Command;

/// <summary>Shows an error. Answered by <see cref="ErrorProduced"/>.</summary>
/// <param name="Message">The error.</param>
public sealed record DisplayError(string Message) : Command;
