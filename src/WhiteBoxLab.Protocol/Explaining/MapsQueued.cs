namespace WhiteBoxLab.Protocol;

/// <summary>
/// In which order the maps of an <see cref="Explain"/> that wait will be made, and what they cost. Comes before the first of them is begun,
/// and
/// again after a <see cref="HastenMap"/> has changed the order. An extension of ours.
/// </summary>
/// <param name="Maps">The maps that wait, the next one first.</param>
public sealed record MapsQueued(IReadOnlyList<QueuedMap> Maps) : Event;

/// <summary>What a map costs before it is made, with its options and nothing shared: passes in whole-network passes of one photo.</summary>
/// <param name="Id">The choice's id.</param>
/// <param name="Forwards">Forward passes; 0 where the map cannot be made.</param>
/// <param name="Backwards">Backward passes, at most.</param>
public sealed record QueuedMap(string Id, double Forwards, double Backwards);
