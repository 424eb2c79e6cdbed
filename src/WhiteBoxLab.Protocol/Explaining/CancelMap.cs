namespace WhiteBoxLab.Protocol;

/// <summary>
/// Stops one map of a running <see cref="Explain"/>; the others go on. Succeeds at once; the map's <see cref="MapFailed"/> comes when it
/// has really stopped. What is over already stays as it is. An extension of ours.
/// </summary>
/// <param name="Token">The token of the <see cref="Explain"/>.</param>
/// <param name="Id">The choice's id.</param>
public sealed record CancelMap(string Token, string Id) : Command;
