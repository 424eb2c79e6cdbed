namespace WhiteBoxLab.Protocol;

/// <summary>
/// Makes one waiting map of a running <see cref="Explain"/> the next one, which a <see cref="MapsQueued"/> of that command tells. What runs
/// already or is over stays as it is. An extension of ours.
/// </summary>
/// <param name="Token">The token of the <see cref="Explain"/>.</param>
/// <param name="Id">The choice's id.</param>
public sealed record HastenMap(string Token, string Id) : Command;
