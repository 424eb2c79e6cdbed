namespace WhiteBoxLab.Protocol;

/// <summary>
/// Something went wrong that is not the end of a command: <see cref="DisplayError"/>, or a line that the kernel could not read.
/// </summary>
/// <param name="Message">What happened, for a person.</param>
/// <param name="FormattedValues">The same in other forms; may be empty.</param>
/// <param name="ValueId">A name by which it can be updated, or null.</param>
public sealed record ErrorProduced(string Message, IReadOnlyList<FormattedValue> FormattedValues, string? ValueId = null) : Event;
