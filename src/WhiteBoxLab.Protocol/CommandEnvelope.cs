namespace WhiteBoxLab.Protocol;

/// <summary>A command on its way: with the token its events are recognised by, and the kernels it has passed.</summary>
/// <param name="Token">Chosen by the sender, opaque; a child command's is its parent's followed by <c>.N</c>.</param>
/// <param name="Command">What to do.</param>
/// <param name="RoutingSlip">URIs of the kernels passed so far, in order.</param>
public sealed record CommandEnvelope(string Token, Command Command, IReadOnlyList<string> RoutingSlip)
{
    /// <summary>The token of the command that a client sent, from which this one may descend.</summary>
    public string RootToken => Token.Split('.', 2)[0];
}
