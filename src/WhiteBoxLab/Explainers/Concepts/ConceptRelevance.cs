namespace WhiteBoxLab;

/// <summary>
/// What the network saw through chosen channels: the score handed down by LRP, of which only what passes these channels goes on to the
/// pixels.
/// </summary>
/// <param name="conditions">The channels, such as <c>layer3.0.relu2: 5, 17; layer1.0.relu2: top 3</c>: any of a layer's, all of the layers.
/// Defaults to the strongest channel of the network's layer for class activation maps.</param>
/// <param name="composite">Which rule serves which layer: a name, or JSON by layer name, pattern or operation. Defaults to
/// epsilon-plus.</param>
/// <param name="excludeParallel">Show only what flows through the channels themselves, and cut the shortcuts around them. Defaults to
/// yes.</param>
/// <param name="start">The layer where relevance starts, with its activation, instead of the target's score: what made these channels fire.
/// Defaults to the target.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Achtibat et al. 2023, <see href="https://doi.org/10.1038/s42256-023-00711-8"/>: R_i(x | theta) = sum over j of (z_ij / z_j) [j in theta]
/// R_j(x | theta), [N, 3, H, W] in units of the score. It starts at the target's score before softmax, so that a negative score turns the
/// map's signs over.
/// Input [N, 3, H, W]; map signed; with a layer the map is [N, C', H', W'].
/// Without parallel paths the map sums to what passed the last condition, but for what biases and stabilizers take; the maps of all
/// channels add up to the whole map where the layer cuts the graph, and to less where a shortcut leads around it.
/// For many channels of one photo, or to find out which, ask <see cref="Network.Concepts(Photo, Target?, Composite?)"/>: it makes
/// everything that depends on the photo once.
/// Differs from the paper: shortcuts around the channels are cut too, unless asked otherwise, of which this equation says nothing.
/// </remarks>
public sealed class ConceptRelevance(
    Conditions? conditions = null,
    Composite? composite = null,
    bool excludeParallel = true,
    [Layer] string? start = null,
    [Layer] string? layer = null
) : Explainer
{
    /// <summary>The channels, or null for the strongest one of the network's layer for class activation maps.</summary>
    public Conditions? Conditions { get; } = conditions;

    /// <summary>Which rule serves which layer.</summary>
    public Composite Composite { get; } = composite ?? Composite.Named("epsilon-plus");

    /// <summary>Whether shortcuts around the channels are cut.</summary>
    public bool ExcludeParallel { get; } = excludeParallel;

    /// <summary>The layer where relevance starts, or null for the target.</summary>
    public string? Start { get; } = start;

    /// <summary>The layer whose relevance is given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "concept-relevance-propagation",
            Name = "CRP",
            Family = Family.Structure,
            Summary = "What the network saw through chosen channels: LRP of which only what passes them goes on.",
            Forwards = Composite.Passes.Forwards,
            Backwards = Composite.Passes.Backwards,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "What its rules need; a layer whose channels mean something.",
            Completeness =
                "Conservation, without parallel paths: the map sums to the relevance that passed the last condition, but for "
                + "what biases and stabilizers take.",
            FailureModes =
                "A channel may stand for several things at once; with a shortcut around the layer the channels' maps do not "
                + "add up to the whole; a negative score turns all signs over.",
            Paper =
                "Achtibat, Dreyer, Eisenbraun, Bosse, Wiegand, Samek, Lapuschkin 2023: From Attribution Maps to "
                + "Human-Understandable Explanations through Concept Relevance Propagation",
            Bibtex =
                "@article{achtibat2023attribution, author = {Achtibat, Reduan and Dreyer, Maximilian and Eisenbraun, Ilona and "
                + "Bosse, Sebastian and Wiegand, Thomas and Samek, Wojciech and Lapuschkin, Sebastian}, title = {From "
                + "Attribution Maps to Human-Understandable Explanations through Concept Relevance Propagation}, journal = "
                + "{Nature Machine Intelligence}, volume = {5}, pages = {1006--1019}, year = {2023}, doi = "
                + "{10.1038/s42256-023-00711-8}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) => Composite.Obstacle(network);

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string to = Layer is null ? "input" : run.At(Layer);
        int from = Start is null ? run.Start : run.Network.IndexOf(Start);
        IReadOnlyList<(int Layer, Conditions.Choice Choice)> path = (Conditions ?? Conditions.Strongest(run.Network.DefaultLayer)).Path(
            run.Network,
            from,
            run.Network.IndexOf(to),
            ExcludeParallel
        );
        Rule[] rules = Composite.Table().For(run.Network);
        Trace trace = run.Forward(to, rules, kept: run.Network.Layers[from].Name);
        Tensor seed = Start is null ? run.Seed * trace.OutputAt(from) : trace.OutputAt(from);
        return ExcludeParallel ? ThroughOnly(run, trace, seed, from, to, path, rules) : Masking(run, trace, seed, from, to, path, rules);
    }

    /// <summary>From condition to condition, so that nothing goes around one.</summary>
    private static Tensor ThroughOnly(
        Explanation run,
        Trace trace,
        Tensor relevance,
        int from,
        string to,
        IReadOnlyList<(int Layer, Conditions.Choice Choice)> path,
        Rule[] rules
    )
    {
        foreach ((int layer, Conditions.Choice choice) in path)
        {
            relevance = choice.Masked(
                layer == from
                    ? relevance
                    : run.Backward(trace, relevance, run.Network.Layers[layer].Name, rules, from: run.Network.Layers[from].Name)
            );
            from = layer;
        }
        Tensor map = run.Backward(trace, relevance, to, rules, from: run.Network.Layers[from].Name);
        run.Promise("conservation", [.. relevance.flatten(1).sum([1]).to(float64).cpu().data<double>()], map);
        return map;
    }

    /// <summary>One walk, in which a condition masks what passes its layer, and nothing else.</summary>
    private static Tensor Masking(
        Explanation run,
        Trace trace,
        Tensor relevance,
        int from,
        string to,
        IReadOnlyList<(int Layer, Conditions.Choice Choice)> path,
        Rule[] rules
    )
    {
        Rule[] masking = [.. rules];
        foreach ((int layer, Conditions.Choice choice) in path)
            masking[layer] = new MaskedRule(rules[layer], choice.Masked);
        return run.Backward(trace, relevance, to, masking, from: run.Network.Layers[from].Name);
    }
}
