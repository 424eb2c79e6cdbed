namespace WhiteBoxLab;

/// <summary>A rule as JSON names it.</summary>
/// <param name="Name">The word.</param>
/// <param name="Options">What may stand beside it.</param>
/// <param name="Place">Which layers it serves, in words.</param>
/// <param name="Serves">Which layers it serves.</param>
/// <param name="Make">Makes it.</param>
internal sealed record RuleWord(string Name, string[] Options, string Place, Func<Network, int, bool> Serves, Func<RuleSettings, Rule> Make)
{
    private static readonly RuleWord[] All =
    [
        Weights("epsilon", s => new EpsilonRule(s.Stabilizer(s.Has("epsilon") ? "epsilon" : "stabilizer"), s.ZeroBias), "epsilon"),
        new(
            "lrp-0",
            ["bias"],
            "convolutions and linear layers",
            (n, i) => n.Layers[i] is WeightedLayer,
            s => new EpsilonRule(0, s.ZeroBias)
        ),
        Weights("z-plus", s => new ZPlusRule(s.Stabilizer(), s.ZeroBias)),
        Weights("z-plus-clamped", s => new ClampedPlusRule(s.Stabilizer())),
        Weights(
            "alpha-beta",
            s =>
                s.WholeBias
                    ? new WholeBiasRule(s.Number("alpha", 2), s.Number("beta", 1), s.Stabilizer())
                    : new AlphaBetaRule(s.Number("alpha", 2), s.Number("beta", 1), s.Stabilizer(), s.ZeroBias),
            "alpha",
            "beta"
        ),
        Weights("gamma", s => new GammaRule(s.Number("gamma", 0.25), s.Stabilizer(), s.ZeroBias), "gamma"),
        Weights("gamma-one-branch", s => new OneBranchRule(s.Number("gamma", 0.25), s.Stabilizer(), s.ZeroBias), "gamma"),
        Weights("plus-one-branch", s => new OneBranchRule(double.PositiveInfinity, s.Stabilizer(), s.ZeroBias)),
        new(
            "z-box",
            ["low", "high", "stabilizer", "bias"],
            "the convolution of pixels",
            (n, i) => n.Layers[i] is Convolution,
            s => new ZBoxRule(s.Numbers("low"), s.Numbers("high"), s.Stabilizer())
        ),
        Weights("w-square", s => new WSquareRule(s.Stabilizer(), s.ZeroBias)),
        Weights("flat", s => new FlatRule(s.Stabilizer())),
        new(
            "norm",
            ["stabilizer"],
            "layers that are linear in each input",
            (n, i) => n.Layers[i] is not Multiply,
            s => new NormRule(s.Stabilizer())
        ),
        new(
            "signal",
            ["stabilizer"],
            "products of a signal and its gate",
            (n, i) => n.Layers[i] is Multiply,
            s => new SignalTakesAllRule(s.Stabilizer())
        ),
        new(
            "pass",
            [],
            "layers with one input whose output has its shape",
            (n, i) => n.Graph.Inputs[i] is [var input] && n.Graph.ShapeAt(input).SequenceEqual(n.Graph.ShapeAt(i)),
            _ => new PassRule()
        ),
        new("gradient", [], "every layer", (_, _) => true, _ => new GradientRule()),
        new("guided", [], "ReLU and ReLU6", (n, i) => n.Layers[i] is GatedActivation, _ => new GuidedRule()),
        new("deconvnet", [], "activations", (n, i) => n.Layers[i] is Activation, _ => new DeconvRule()),
    ];

    internal static IEnumerable<string> Names => All.Select(w => w.Name);

    internal static RuleWord? Find(string name) => Array.Find(All, w => w.Name == name);

    private static RuleWord Weights(string name, Func<RuleSettings, Rule> make, params string[] options) =>
        new(name, [.. options, "stabilizer", "bias"], "convolutions and linear layers", (n, i) => n.Layers[i] is WeightedLayer, make);
}
