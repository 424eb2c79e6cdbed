namespace WhiteBoxLab.Protocol;

/// <summary>Makes a variable.</summary>
/// <param name="FormattedValue">Its value: JSON becomes the nearest .NET value, any other form a string.</param>
/// <param name="Name">Its name.</param>
public sealed record SendValue(FormattedValue FormattedValue, string Name) : Command;

/// <summary>Forgets all variables.</summary>
public sealed record ClearValues : Command;
