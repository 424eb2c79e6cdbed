namespace WhiteBoxLab.Protocol;

/// <summary>A map will not come: it was cancelled, or something is in its way. The other maps of the run go on.</summary>
/// <param name="Id">The choice's id.</param>
/// <param name="Method">The method's id.</param>
/// <param name="Message">One sentence for the user: what happened and what to do.</param>
/// <param name="Cancelled">Whether the user stopped it.</param>
/// <param name="Done">Steps done by then.</param>
/// <param name="Total">Steps there would have been; 0 when it never began.</param>
public sealed record MapFailed(string Id, string Method, string Message, bool Cancelled, int Done, int Total) : Event;
