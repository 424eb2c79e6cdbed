namespace WhiteBoxLab;

/// <summary>Which rule serves which layer: what Zennit calls a composite.</summary>
/// <param name="choose">The rule of a layer, by its index in the network.</param>
internal sealed class RuleTable(Func<Network, int, Rule> choose)
{
    /// <summary>The gradient everywhere.</summary>
    internal static RuleTable Gradient() => new((_, _) => new GradientRule());

    internal Rule[] For(Network network) => [.. Enumerable.Range(0, network.Layers.Count).Select(i => choose(network, i))];
}
