namespace WhiteBoxLab;

/// <summary>The gradient with every negative signal stopped at every ReLU: fine edges of what excited the network.</summary>
/// <param name="layer">The layer whose signal is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Springenberg et al. 2015, fig. 1, <see href="https://arxiv.org/abs/1412.6806"/>: g [z > 0] [g > 0] at every gate.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: ReLU6 is a gate like ReLU, open strictly between 0 and 6
/// (other libraries silently give the plain gradient there).
/// Networks whose activations are no gates (SiLU, sigmoid, ...) are refused.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
[Follows(Convention.Captum, """{}""", "As it is; Captum itself ignores ReLU6.")]
[Follows(Convention.Zennit, """{}""", "As it is; Zennit itself ignores ReLU6 unless told.")]
public sealed class GuidedBackprop([Layer] string? layer = null) : GatedBackprop(layer)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "guided-backprop",
            Name = "Guided backpropagation",
            Family = Family.Linearization,
            Summary = "The gradient with negative signals stopped at every ReLU: fine edges of what excited the network.",
            Forwards = 1,
            Backwards = 1,
            ClassDiscriminative = "no",
            Signed = true,
            Group = ImplementationGroup.GradientBackPropagation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Gates (ReLU or ReLU6) and no other activations.",
            Completeness = "No promise.",
            FailureModes = "Nearly the same for every class, and hardly changes when the upper layers' weights are randomised.",
            Paper = "Springenberg, Dosovitskiy, Brox, Riedmiller 2015: Striving for Simplicity",
            Bibtex =
                "@inproceedings{springenberg2015striving, author = {Springenberg, Jost Tobias and Dosovitskiy, Alexey and "
                + "Brox, Thomas and Riedmiller, Martin}, title = {Striving for Simplicity: The All Convolutional Net}, booktitle "
                + "= {International Conference on Learning Representations, Workshop Track}, year = {2015}}",
        };

    private protected override Rule AtGates => new GuidedRule();
}
