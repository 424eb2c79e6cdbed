namespace WhiteBoxLab;

/// <summary>The composites of the literature: Zennit's, and iNNvestigate's presets.</summary>
internal static class NamedComposites
{
    private static readonly Dictionary<string, Func<CompositeSettings, (Rule? First, Rule Convolution, Rule Linear)>> Recipes = new(
        StringComparer.Ordinal
    )
    {
        ["epsilon-plus"] = s => (null, Plus(s), Epsilon(s)),
        ["epsilon-plus-flat"] = s => (Flat(s), Plus(s), Epsilon(s)),
        ["epsilon-alpha2-beta1"] = s => (null, AlphaBeta(s), Epsilon(s)),
        ["epsilon-alpha2-beta1-flat"] = s => (Flat(s), AlphaBeta(s), Epsilon(s)),
        ["epsilon-gamma-box"] = s =>
            (new ZBoxRule(s.Low, s.High, s.Stabilizer), new GammaRule(s.Gamma, s.Stabilizer, s.ZeroBias), Epsilon(s)),
        ["preset-a"] = s => (null, PresetPlus(s), Epsilon(s, 0.1)),
        ["preset-a-flat"] = s => (Flat(s), PresetPlus(s), Epsilon(s, 0.1)),
        ["preset-b"] = s => (null, AlphaBeta(s), Epsilon(s, 0.1)),
        ["preset-b-flat"] = s => (Flat(s), AlphaBeta(s), Epsilon(s, 0.1)),
        ["lrp-0"] = s => (null, new EpsilonRule(0, s.ZeroBias), new EpsilonRule(0, s.ZeroBias)),
        ["epsilon"] = s => (null, Epsilon(s), Epsilon(s)),
        ["gamma"] = s => (null, new GammaRule(s.Gamma, s.Stabilizer, s.ZeroBias), new GammaRule(s.Gamma, s.Stabilizer, s.ZeroBias)),
        ["z-plus"] = s => (null, Plus(s), Plus(s)),
        ["z-box-plus"] = s => (new ZBoxRule(s.Low, s.High, s.Stabilizer), Plus(s), Plus(s)),
        ["w-square-plus"] = s => (new WSquareRule(s.Stabilizer, s.ZeroBias), Plus(s), Plus(s)),
        ["alpha2-beta1"] = s => (null, AlphaBeta(s), AlphaBeta(s)),
        ["w-square"] = s => (null, new WSquareRule(s.Stabilizer, s.ZeroBias), new WSquareRule(s.Stabilizer, s.ZeroBias)),
        ["flat"] = s => (null, Flat(s), Flat(s)),
    };

    internal static IReadOnlyList<string> Names { get; } = [.. Recipes.Keys];

    internal static Composite Make(string name, CompositeSettings settings)
    {
        if (!Recipes.TryGetValue(name, out Func<CompositeSettings, (Rule? First, Rule Convolution, Rule Linear)>? recipe))
            throw new ArgumentException($"There is no composite '{name}'. There are {string.Join(", ", Names)}, and your own as JSON.");
        (Rule? first, Rule convolution, Rule linear) = recipe(settings);
        return new(name, name == "lrp-0" ? 0 : settings.Stabilizer, (network, i) => network.Layers[i] switch
            {
                WeightedLayer when first is not null && i == Composite.First(network, convolution: first is ZBoxRule) => first,
                Convolution => convolution,
                Linear => linear,
                _ => null,
            }) { Passes = Composite.PassesOf([convolution]) };
    }

    private static ZPlusRule Plus(CompositeSettings s) => new(s.Stabilizer, s.ZeroBias);

    private static FlatRule Flat(CompositeSettings s) => new(s.Stabilizer);

    private static EpsilonRule Epsilon(CompositeSettings s, double standard = 1e-6) => new(s.Epsilon ?? standard, s.ZeroBias);

    private static Rule PresetPlus(CompositeSettings s) => s.WholeBias ? new WholeBiasRule(1, 0, s.Stabilizer) : Plus(s);

    private static Rule AlphaBeta(CompositeSettings s) =>
        s.WholeBias ? new WholeBiasRule(2, 1, s.Stabilizer) : new AlphaBetaRule(2, 1, s.Stabilizer, s.ZeroBias);
}
