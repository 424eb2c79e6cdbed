namespace WhiteBoxLab;

/// <summary>
/// What in the photo the network takes for the class's signal: the walk of the gradient, along the patterns that its neurons respond to
/// instead of their weights, which also serve to cancel distractors.
/// </summary>
/// <param name="patterns">The network's patterns, from <see cref="Patterns.Fit"/> or a file. Defaults to <c>patterns.safetensors</c> beside
/// the network.</param>
/// <param name="kind">The two-component pattern of ReLU networks, or the linear one. Defaults to relu.</param>
/// <param name="scaled">Divide each sample's signal by its largest absolute value at every layer, so that deep networks do not overflow;
/// the map then goes from -1 to 1. Defaults to no.</param>
/// <param name="layer">The layer whose signal is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Kindermans et al. 2018, section 4, <see href="https://arxiv.org/abs/1705.05598"/>. Starts at 1 (iNNvestigate starts at the score, and
/// scales on the way unless a class is chosen). Serves convolutions, linear layers, ReLU, ReLU6, sums and pooling; a neuron that was never
/// active while patterns were fitted stops the signal.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: its networks are chains of ReLU layers. A sum (a residual) hands its signal on unchanged to each of its inputs,
/// as iNNvestigate does, and ReLU6 passes it where its gate was open, between 0 and 6; a neuron counts as active above 0 in both.
/// </remarks>
public sealed class PatternNet(
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
            Id = "pattern-net",
            Name = "PatternNet",
            Family = Family.Structure,
            Summary = "What in the photo the network takes for the class's signal, along patterns fitted on data.",
            Forwards = 1,
            Backwards = 1,
            ClassDiscriminative = "weakly",
            Signed = true,
            Group = ImplementationGroup.GradientBackPropagation,
            Confidence = Confidence.Low,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Patterns fitted on data; convolutions, linear layers, ReLU, ReLU6, sums and pooling alone.",
            Completeness = "No promise.",
            FailureModes =
                "Only as good as the inputs that the patterns were fitted on; grows without bound in deep networks unless "
                + "scaled; rarely active neurons have noisy patterns.",
            Paper =
                "Kindermans, Sch\u00fctt, Alber, M\u00fcller, Erhan, Kim, D\u00e4hne 2018: Learning How to Explain Neural "
                + "Networks: PatternNet and PatternAttribution",
            Bibtex = Bibliography.Kindermans2018,
        };

    private protected override bool Attributes => false;
}
