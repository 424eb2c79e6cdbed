namespace WhiteBoxLab;

/// <summary>
/// How much each value of the input contributed to the difference of the scores of the photo and of a baseline, by finite differences at
/// every activation. The map sums to that difference.
/// </summary>
/// <param name="baseline">What the photo is compared with. Defaults to zeros in the input space, which is the mean colour, not
/// black.</param>
/// <param name="layer">The layer whose contributions are asked for, by name. Defaults to the input.</param>
/// <param name="rule">How multipliers pass activations: one for all contributions (rescale), one for each sign (reveal-cancel), or the
/// second behind linear layers alone (genomics). Defaults to rescale.</param>
/// <param name="completePooling">Give the difference of a max pooling wholly to the positions that made it. Defaults to yes; no sends the
/// multiplier to the photo's largest position, as the authors' code does, and the map no longer adds up.</param>
/// <remarks>
/// Shrikumar, Greenside, Kundaje 2017, <see href="https://arxiv.org/abs/1704.02685"/>, sections 3.5.1 and 3.5.2. Serves every activation,
/// ReLU6 among them, and max pooling with overlapping windows, where other libraries are wrong.
/// Two forward passes (at once) and one walk back; RevealCancel about one more of each.
/// Where max pooling ties, as on a constant baseline, the first position wins.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: max pooling is complete, by the rule that Captum and SHAP mean.
/// </remarks>
[Follows(Convention.Paper, """{"rule": "rescale"}""", "The Rescale rule.")]
[Follows(
    Convention.Captum,
    """{"baseline": "zero", "rule": "rescale"}""",
    "From zeros. Captum itself is wrong where a pool follows a ReLU or its windows overlap."
)]
public sealed class DeepLift(
    Baseline? baseline = null,
    [Layer] string? layer = null,
    DeepLiftRule rule = DeepLiftRule.Rescale,
    bool completePooling = true
) : Explainer
{
    /// <summary>What the photo is compared with.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <summary>The layer whose contributions are given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <summary>How multipliers pass activations.</summary>
    public DeepLiftRule Rule { get; } = rule;

    /// <summary>Whether the difference of a max pooling is given wholly to the positions that made it.</summary>
    public bool CompletePooling { get; } = completePooling;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "deep-lift",
            Name = "DeepLIFT",
            Family = Family.Structure,
            Summary = "What each pixel contributed to the difference from a baseline, by finite differences at every activation.",
            Forwards = Rule == DeepLiftRule.RevealCancel ? 3 : 2,
            Backwards = Rule == DeepLiftRule.RevealCancel ? 2 : 1,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.ReferenceDifferences,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "A baseline; no products of layers.",
            Completeness =
                "Completeness: the map sums to the difference of the scores of the photo and of the baseline"
                + (CompletePooling ? "." : ", but for what max pooling loses."),
            FailureModes =
                "Depends on the baseline; not the same for two networks that compute the same; unstable where differences are tiny.",
            Paper = "Shrikumar, Greenside, Kundaje 2017: Learning Important Features Through Propagating Activation Differences",
            Bibtex =
                "@inproceedings{shrikumar2017learning, author = {Shrikumar, Avanti and Greenside, Peyton and Kundaje, Anshul}, "
                + "title = {Learning Important Features Through Propagating Activation Differences}, booktitle = {Proceedings of "
                + "the 34th International Conference on Machine Learning}, series = {PMLR}, volume = {70}, pages = {3145--3153}, "
                + "year = {2017}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) =>
        network.OnPath.FirstOrDefault(l => l is Multiply) is { } layer
            ? $"DeepLIFT has no rule for {layer.Op}, which '{network.Name}' has at '{layer.Name}'. Use integrated-gradients, "
                + $"which keeps the same promise."
            : null;

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string to = Layer is null ? "input" : run.At(Layer);
        Tensor start = Baseline.For(run.Network, run.Input);
        Rule keep = new GradientRule(keepsOutput: true);
        (Trace photo, Trace other) = run.ForwardBoth(start, to, [.. run.Network.Layers.Select(_ => keep)]);
        Tensor multipliers = run.Backward(photo, run.Seed, to, RulesFor(run.Network, other, run.Network.IndexOf(to)));
        Tensor map = multipliers * (Layer is null ? run.Input - start : photo.Output(to) - other.Output(to));
        using Tensor difference = ((photo.OutputAt(run.Start) - other.OutputAt(run.Start)) * run.Seed)
            .flatten(1)
            .sum([1])
            .to(float64)
            .cpu();
        run.Promise("completeness", difference.data<double>().ToArray(), map);
        return map;
    }

    private Rule[] RulesFor(Network network, Trace other, int to)
    {
        RevealCancel reveal = new(other, to);
        Rule rescale = new RescaleRule(other),
            cancel = reveal.AtActivation,
            softmax = new RescaledSoftmaxRule(other),
            linear = reveal.AtLinear,
            pool = CompletePooling ? new RescaledMaxPoolRule(other) : new GradientRule();
        return
        [
            .. network.Layers.Select(
                (l, i) =>
                    l switch
                    {
                        Activation when Reveals(network.Graph, i) => cancel,
                        Activation => rescale,
                        MaxPool => pool,
                        Softmax => softmax,
                        _ => linear,
                    }
            ),
        ];
    }

    private bool Reveals(Graph graph, int activation) =>
        Rule switch
        {
            DeepLiftRule.RevealCancel => true,
            DeepLiftRule.Genomics => graph.MakerOf(graph.Inputs[activation][0]) is Linear,
            _ => false,
        };
}
