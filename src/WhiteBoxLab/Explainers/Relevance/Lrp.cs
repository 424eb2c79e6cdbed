namespace WhiteBoxLab;

/// <summary>
/// Layer-wise relevance propagation by any composite: relevance of 1 at the target, handed down layer by layer by the rules you choose.
/// </summary>
/// <param name="composite">Which rule serves which layer: a name, or JSON by layer name, pattern or operation. Defaults to
/// epsilon-plus.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <param name="start">How much relevance is put in: one, or the score, as in the paper. Defaults to one.</param>
/// <remarks>
/// Bach et al. 2015, <see href="https://doi.org/10.1371/journal.pone.0130140"/>; eq. 58 for epsilon, 60 for alpha and beta.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: relevance starts as 1 unless asked; the map is linear in it.
/// </remarks>
[Follows(Convention.Paper, """{"composite": "lrp-0", "start": "score"}""", "The basic rule everywhere, from the score.")]
[Follows(
    Convention.Captum,
    """
        {"composite": {"conv2d, linear, batch_norm2d": {"rule": "epsilon", "epsilon": 1e-9},
         "max_pool2d, avg_pool2d, global_avg_pool, adaptive_avg_pool2d, add": {"rule": "norm", "stabilizer": 1e-9}}, "start": "score"}
        """,
    "The epsilon rule everywhere, pooling included, times the score at the end."
)]
[Follows(Convention.Zennit, """{"start": "one"}""", "From 1; the composite is yours to name.")]
public sealed class Lrp(Composite? composite = null, [Layer] string? layer = null, RelevanceStart start = RelevanceStart.One)
    : RelevanceExplainer(layer)
{
    /// <summary>How much relevance is put in.</summary>
    public RelevanceStart Start { get; } = start;

    /// <summary>Which rule serves which layer.</summary>
    public Composite Composite { get; } = composite ?? Composite.Named("epsilon-plus");

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "lrp",
            Name = "LRP",
            Family = Family.Structure,
            Summary = "Relevance of the class handed down layer by layer, by rules of your choice.",
            Forwards = Composite.Passes.Forwards,
            Backwards = Composite.Passes.Backwards,
            ClassDiscriminative = "weakly",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "What its rules need.",
            Completeness =
                "Conservation: the map sums to the relevance put in at the target, 1 or the score, but for what biases and "
                + "stabilizers take.",
            FailureModes = "Depends on the rules; LRP-0 is as noisy as gradients, z+ nearly the same for every class.",
            Paper =
                "Bach, Binder, Montavon, Klauschen, M\u00fcller, Samek 2015: On Pixel-Wise Explanations for Non-Linear "
                + "Classifier Decisions by Layer-Wise Relevance Propagation",
            Bibtex = Bibliography.Bach2015,
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) => Composite.Obstacle(network);

    private protected override Composite Rules => Composite;

    private protected override bool StartsAtTheScore => Start == RelevanceStart.Score;
}
