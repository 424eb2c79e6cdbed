namespace WhiteBoxLab.Protocol;

/// <summary>A map is ready.</summary>
/// <param name="Id">The choice's id; for a map shown by a cell, the value's id.</param>
/// <param name="Map">The map.</param>
public sealed record MapProduced(string Id, MapArtifact Map) : Event;
