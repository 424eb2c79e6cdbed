namespace WhiteBoxLab.Protocol;

/// <summary>A map is being made: how far it is and, for methods that refine, the map so far.</summary>
/// <param name="Id">The choice's id.</param>
/// <param name="Method">The method's id.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all.</param>
/// <param name="Unit">What a step is, in the plural: <c>steps</c>, <c>windows</c>, <c>masks</c>.</param>
/// <param name="SecondsLeft">An estimate; null until there is ground for one.</param>
/// <param name="Partial">The map as it is now, or null.</param>
public sealed record MapProgressed(string Id, string Method, int Done, int Total, string Unit, double? SecondsLeft, MapArtifact? Partial)
    : Event;
