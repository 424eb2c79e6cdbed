using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// The gradient walked back as if every ReLU were a softplus: smoother than the gradient, in one pass, and harder to fool.
/// </summary>
/// <param name="beta">How steep the softened gates are; the gradient itself for a large one. Defaults to 10; 0.01 to 1000.</param>
/// <param name="layer">The layer whose signal is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Dombrowski et al. 2019, <see href="https://arxiv.org/abs/1906.07983"/>, eq. 9; Zennit's BetaSmooth. Only the walk back is softened: the
/// forward values are the network's own.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: ReLU6 is softened at both edges.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
[Follows(Convention.Zennit, """{"beta": 10}""", "Beta 10.")]
public sealed class BetaSmooth([Range(0.01, 1000.0)] double beta = 10, [Layer] string? layer = null) : GatedBackprop(layer)
{
    /// <summary>How steep the softened gates are.</summary>
    public double Beta { get; } = beta;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "beta-smooth",
            Name = "Beta-smooth gradient",
            Family = Family.Linearization,
            Summary = "The gradient walked back as if every ReLU were a softplus: smoother, in one pass.",
            Forwards = 1,
            Backwards = 1,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Gates (ReLU or ReLU6) and no other activations.",
            Completeness = "No promise.",
            FailureModes = "Explains a softened network, not this one: a small beta lets signals through gates that were shut.",
            Paper =
                "Dombrowski, Alber, Anders, Ackermann, M\u00fcller, Kessel 2019: Explanations Can Be Manipulated and Geometry Is to Blame",
            Bibtex =
                "@inproceedings{dombrowski2019explanations, author = {Dombrowski, Ann-Kathrin and Alber, Maximilian and "
                + "Anders, Christopher J. and Ackermann, Marcel and M\u00fcller, Klaus-Robert and Kessel, Pan}, title = "
                + "{Explanations Can Be Manipulated and Geometry Is to Blame}, booktitle = {Advances in Neural Information "
                + "Processing Systems}, volume = {32}, pages = {13567--13578}, year = {2019}}",
        };

    private protected override Rule AtGates => new BetaSmoothRule(Beta);

    private protected override bool KeepsInputs => true;
}
