namespace WhiteBoxLab.Protocol;

/// <summary>
/// Asks how long a network's forward pass takes on this machine now. Answered by <see cref="PaceMeasured"/>. An extension of ours.
/// </summary>
/// <param name="Network">The name of a network, or the absolute path of a network's folder.</param>
public sealed record MeasurePace(string Network) : Command;

/// <summary>How long a forward pass takes.</summary>
/// <param name="Network">As asked.</param>
/// <param name="SecondsPerForward">Seconds for one photo: the median of five passes after a warm one.</param>
public sealed record PaceMeasured(string Network, double SecondsPerForward) : Event;
