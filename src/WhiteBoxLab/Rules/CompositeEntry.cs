using System.IO.Enumeration;

namespace WhiteBoxLab;

/// <summary>A line of a composite written as JSON.</summary>
/// <param name="Key">A layer's name, a pattern, an operation, or <c>first layer</c>, <c>activations</c>, <c>*</c>.</param>
/// <param name="Word">The rule's word.</param>
/// <param name="Rule">The rule.</param>
internal sealed record CompositeEntry(string Key, RuleWord Word, Rule Rule)
{
    /// <summary>Keys that mean no layer by its name and no operation.</summary>
    internal static readonly string[] Others = ["first layer", "activations", "*"];

    internal bool IsPattern => Key.Contains('*') && Key != "*";

    /// <summary>Whether the key means a layer by its name or by a pattern.</summary>
    internal bool Names(Layer layer) =>
        Key == layer.Name || (IsPattern && FileSystemName.MatchesSimpleExpression(Key, layer.Name, ignoreCase: false));

    /// <summary>The entry that serves a layer: the most special one, and of those the first. Null where none does.</summary>
    internal static CompositeEntry? Of(IReadOnlyList<CompositeEntry> entries, Network network, int i)
    {
        Layer layer = network.Layers[i];
        Func<CompositeEntry, bool>[] precedence =
        [
            e => e.Key == layer.Name,
            e => e.Names(layer),
            e =>
                e.Key == "first layer"
                && layer is WeightedLayer
                && i == Composite.First(network, convolution: network.OnPath.Any(l => l is Convolution)),
            e => e.Key == layer.Op,
            e => e.Key == "activations" && layer is Activation,
            e => e.Key == "*",
        ];
        return precedence.Select(entries.FirstOrDefault).FirstOrDefault(e => e is not null);
    }
}
