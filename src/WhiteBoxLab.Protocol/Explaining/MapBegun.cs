namespace WhiteBoxLab.Protocol;

/// <summary>A map is being made from now on.</summary>
/// <param name="Id">The choice's id.</param>
/// <param name="Method">The method's id.</param>
public sealed record MapBegun(string Id, string Method) : Event;
