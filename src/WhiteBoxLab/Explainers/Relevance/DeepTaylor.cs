namespace WhiteBoxLab;

/// <summary>
/// Deep Taylor decomposition: the positive part of the score, expanded neuron by neuron around a root point, down to the pixels. Negative
/// only behind sums of layers that can be negative (residual networks).
/// </summary>
/// <param name="low">The lowest pixel of each channel (or one for all), normalised. Defaults to black by the network's
/// preprocessing.</param>
/// <param name="high">The highest pixel of each channel (or one for all), normalised. Defaults to white by the network's
/// preprocessing.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <param name="domain">What values pixels can have: bounded (zB, by low and high), any (w2), or positive (z+, the rule of the other
/// layers). Defaults to bounded.</param>
/// <param name="evenPooling">Share the relevance of a mean evenly among its positions, active or not, as iNNvestigate does. Defaults to no:
/// by contribution.</param>
/// <remarks>
/// Montavon et al. 2017, <see href="https://arxiv.org/abs/1512.02479"/>: z+ where inputs cannot be negative,
/// zB (eq. 15) or w2 (eq. 14) at the pixels, biases left out. Starts at max(score, 0).
/// Input and map [N, 3, H, W], channels not summed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: sums share by contribution too, so that residual networks keep the sum. Differs from iNNvestigate, whose
/// unbounded form takes z+ at signed pixels too (its test for w2 never holds): ask for the domain positive to get that.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
public sealed class DeepTaylor(
    double[]? low = null,
    double[]? high = null,
    [Layer] string? layer = null,
    PixelDomain domain = PixelDomain.Bounded,
    bool evenPooling = false
) : Explainer
{
    /// <summary>The lowest pixel, or null for black.</summary>
    public IReadOnlyList<double>? Low { get; } = low;

    /// <summary>The highest pixel, or null for white.</summary>
    public IReadOnlyList<double>? High { get; } = high;

    /// <summary>The layer whose relevance is given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <summary>What values pixels can have.</summary>
    public PixelDomain Domain { get; } = domain;

    /// <summary>Whether the relevance of a mean is shared evenly.</summary>
    public bool EvenPooling { get; } = evenPooling;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "deep-taylor",
            Name = "Deep Taylor",
            Family = Family.Structure,
            Summary = "The positive part of the score, expanded neuron by neuron down to the pixels.",
            Forwards = 2,
            Backwards = 1,
            ClassDiscriminative = "weakly",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = Domain == PixelDomain.Bounded ? "A convolution, and the range of pixels." : "Nothing beyond the graph.",
            Completeness =
                "Conservation: the map sums to the positive part of the score, but for what the root points of dead neurons lose.",
            FailureModes = "Nearly the same for every class; empty where the score is negative.",
            Paper =
                "Montavon, Lapuschkin, Binder, Samek, M\u00fcller 2017: Explaining Nonlinear Classification Decisions with "
                + "Deep Taylor Decomposition",
            Bibtex =
                "@article{montavon2017explaining, author = {Montavon, Gr\u00e9goire and Lapuschkin, Sebastian and Binder, "
                + "Alexander and Samek, Wojciech and M\u00fcller, Klaus-Robert}, title = {Explaining Nonlinear Classification "
                + "Decisions with Deep Taylor Decomposition}, journal = {Pattern Recognition}, volume = {65}, pages = "
                + "{211--222}, year = {2017}, doi = {10.1016/j.patcog.2016.11.008}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) =>
        Domain != PixelDomain.Bounded ? null : new LrpEpsilonGammaBox(low: low, high: high).Obstacle(network);

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string to = Layer is null ? "input" : run.At(Layer);
        Rule[] rules = RulesFor(run.Network);
        Trace trace = run.Forward(to, rules);
        double[] start = [.. run.TargetScores.Select(s => Math.Max(s, 0))];
        using Tensor scale = tensor(start, run.Input.dtype, run.Input.device).view(-1, 1);
        Tensor relevance = run.Backward(trace, (run.Seed.flatten(1) * scale).view(run.Seed.shape), to, rules);
        run.Promise("conservation", start, relevance);
        return relevance;
    }

    private Rule[] RulesFor(Network network)
    {
        string composite = Domain switch
        {
            PixelDomain.Bounded => "z-box-plus",
            PixelDomain.Any => "w-square-plus",
            _ => "z-plus",
        };
        Rule[] rules = NamedComposites.Make(composite, new(Stabilizer: 1e-9, ZeroBias: true, Low: Low, High: High)).Table().For(network);
        Rule evenly = new GradientRule();
        return EvenPooling
            ? [.. rules.Select((r, i) => network.Layers[i] is AveragePool or GlobalAveragePool or AdaptiveAveragePool ? evenly : r)]
            : rules;
    }
}
