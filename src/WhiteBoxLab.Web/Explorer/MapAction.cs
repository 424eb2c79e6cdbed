namespace WhiteBoxLab.Web.Explorer;

/// <summary>A link, a button or an entry of the menu on a map.</summary>
/// <param name="Id">What the page is told when it is chosen.</param>
/// <param name="Text">What stands there.</param>
public sealed record MapAction(string Id, string Text);
