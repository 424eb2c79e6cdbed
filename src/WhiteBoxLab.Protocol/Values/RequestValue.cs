namespace WhiteBoxLab.Protocol;

/// <summary>Asks for one variable. Answered by <see cref="ValueProduced"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MimeType">The form wanted; of several, with commas between, the first that there is. Defaults to
/// <c>application/json</c>.</param>
public sealed record RequestValue(string Name, string MimeType = "application/json") : Command;

/// <summary>A variable's value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FormattedValue">Its value.</param>
public sealed record ValueProduced(string Name, FormattedValue FormattedValue) : Event;
