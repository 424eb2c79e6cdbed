using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// Which relevance rule serves which layer. There are the usual ones by name, and your own from JSON, by layer name, pattern or kind of
/// layer.
/// </summary>
public sealed class Composite
{
    private readonly Func<Network, int, Rule?> choose;
    private readonly Stabilizer stabilizer;
    private readonly string text;
    private readonly Func<Network, string?> obstacle;

    internal Composite(string text, Stabilizer stabilizer, Func<Network, int, Rule?> choose, Func<Network, string?>? obstacle = null) =>
        (this.text, this.stabilizer, this.choose, this.obstacle) = (text, stabilizer, choose, obstacle ?? (_ => null));

    /// <summary>The composites that have a name.</summary>
    public static IReadOnlyList<string> Names => NamedComposites.Names;

    /// <summary>A composite by name, with its defaults.</summary>
    /// <param name="name">Such as <c>epsilon-plus</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists them.</exception>
    public static Composite Named(string name) => NamedComposites.Make(name, new CompositeSettings());

    /// <summary>A composite from JSON: an object whose keys are layer names, patterns with <c>*</c>, operations (<c>conv2d</c>),
    /// <c>first layer</c> or <c>activations</c>, several separated by commas, and whose values are rules:
    /// a word, or an object such as <c>{"rule": "gamma", "gamma": 0.25, "stabilizer": 1e-6, "bias": "zero"}</c>.</summary>
    /// <param name="json">The object; a text is a name.</param>
    /// <exception cref="ArgumentException">A rule, or what stands beside it, is not known; the message lists what there is. A key that
    /// means no layer is refused where the network is known, before anything runs.</exception>
    public static Composite Parse(JsonNode json) =>
        json is JsonObject entries ? CompositeJson.Read(entries) : Named(json.GetValue<string>());

    /// <summary>
    /// Why it does not fit a network (a key that means no layer there, a rule on a layer that it cannot serve), in a sentence; null where
    /// it does.
    /// </summary>
    internal string? Obstacle(Network network) => obstacle(network);

    /// <summary>How many passes it takes about, the forward pass included: what its rule for most layers makes.</summary>
    internal (double Forwards, double Backwards) Passes { get; init; } = (2, 1);

    /// <summary>What a walk by a rule for weights takes with the forward pass.</summary>
    internal static (double Forwards, double Backwards) PassesOf(IEnumerable<Rule> rules) =>
        rules
            .Select(r =>
                r switch
                {
                    WholeBiasRule => (3.0, 2.0),
                    AlphaBetaRule => (2, 2),
                    ZPlusRule or ClampedPlusRule or GammaRule or OneBranchRule => (2, 1),
                    _ => (1, 1),
                }
            )
            .DefaultIfEmpty((1, 1))
            .Max();

    internal RuleTable Table()
    {
        Rule norm = new NormRule(stabilizer),
            pass = new PassRule(),
            all = new SignalTakesAllRule(stabilizer),
            gradient = new GradientRule(),
            epsilon = new EpsilonRule();
        return new(
            (network, i) =>
                choose(network, i)
                ?? network.Layers[i] switch
                {
                    WeightedLayer => epsilon,
                    Add or AveragePool or GlobalAveragePool or AdaptiveAveragePool => norm,
                    Activation or BatchNormalization or Softmax => pass,
                    Multiply => all,
                    _ => gradient,
                }
        );
    }

    /// <summary>The index of the first layer with weights, or of the first convolution alone.</summary>
    internal static int First(Network network, bool convolution) =>
        Enumerable
            .Range(0, network.Layers.Count)
            .First(i => network.Graph.OnPath[i] && (convolution ? network.Layers[i] is Convolution : network.Layers[i] is WeightedLayer));

    /// <summary>Its name, or its JSON.</summary>
    public override string ToString() => text;
}
