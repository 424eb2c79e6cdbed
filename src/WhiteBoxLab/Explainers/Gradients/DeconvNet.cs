namespace WhiteBoxLab;

/// <summary>
/// The signal walked back with negative parts stopped at every ReLU, whether or not the ReLU was open: a reconstruction of what excited the
/// network.
/// </summary>
/// <param name="layer">The layer whose signal is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Zeiler and Fergus 2014, section 2.1, <see href="https://arxiv.org/abs/1311.2901"/>: max(g, 0) at every gate;
/// max pooling uses its switches.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: ReLU6 counts as a gate too. Networks whose activations are no gates are refused.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
[Follows(Convention.Captum, """{}""", "As it is; Captum itself ignores ReLU6.")]
[Follows(Convention.Zennit, """{}""", "As it is; Zennit itself ignores ReLU6 unless told.")]
public sealed class DeconvNet([Layer] string? layer = null) : GatedBackprop(layer)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "deconvnet",
            Name = "DeconvNet",
            Family = Family.Linearization,
            Summary = "The signal walked back with negative parts stopped at every ReLU, open or not.",
            Forwards = 1,
            Backwards = 1,
            ClassDiscriminative = "no",
            Signed = true,
            Group = ImplementationGroup.GradientBackPropagation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Gates (ReLU or ReLU6) and no other activations.",
            Completeness = "No promise.",
            FailureModes = "Reconstructs the input rather than explaining the class; hardly changes when weights are randomised.",
            Paper = "Zeiler, Fergus 2014: Visualizing and Understanding Convolutional Networks",
            Bibtex = Bibliography.ZeilerFergus2014,
        };

    private protected override Rule AtGates => new DeconvRule();
}
