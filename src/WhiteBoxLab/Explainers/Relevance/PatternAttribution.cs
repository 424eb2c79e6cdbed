namespace WhiteBoxLab;

/// <summary>
/// How much each pixel's share in the signal contributed to the score: the walk of the gradient along weights times patterns, so that
/// distractors, which weights only cancel, count for nothing.
/// </summary>
/// <param name="patterns">The network's patterns, from <see cref="Patterns.Fit"/> or a file. Defaults to <c>patterns.safetensors</c> beside
/// the network.</param>
/// <param name="kind">The two-component pattern of ReLU networks, or the linear one. Defaults to relu.</param>
/// <param name="scaled">Divide each sample's signal by its largest absolute value at every layer; the map then goes from -1 to 1. Defaults
/// to no.</param>
/// <param name="layer">The layer whose signal is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Kindermans et al. 2018, section 4, <see href="https://arxiv.org/abs/1705.05598"/>. Starts at 1; the map is linear in it (the paper and
/// iNNvestigate start at the score). Serves what <see cref="PatternNet"/> serves.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: the start; and sums and ReLU6, of which it has none. A sum hands its signal on unchanged to each of its inputs,
/// and ReLU6 passes it where its gate was open.
/// </remarks>
public sealed class PatternAttribution(
    Patterns? patterns = null,
    PatternKind kind = PatternKind.Relu,
    bool scaled = false,
    [Layer] string? layer = null
) : PatternExplainer(patterns, kind, scaled, layer)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "pattern-attribution",
            Name = "PatternAttribution",
            Family = Family.Structure,
            Summary = "How much each pixel's share in the signal contributed to the score, along weights times patterns fitted on data.",
            Forwards = 1,
            Backwards = 1,
            ClassDiscriminative = "weakly",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.Low,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Patterns fitted on data; convolutions, linear layers, ReLU, ReLU6, sums and pooling alone.",
            Completeness = "No promise; about the score itself, as far as the patterns are right.",
            FailureModes = "Only as good as the inputs that the patterns were fitted on; rarely active neurons have noisy patterns.",
            Paper =
                "Kindermans, Sch\u00fctt, Alber, M\u00fcller, Erhan, Kim, D\u00e4hne 2018: Learning How to Explain Neural "
                + "Networks: PatternNet and PatternAttribution",
            Bibtex = Bibliography.Kindermans2018,
        };

    private protected override bool Attributes => true;
}
