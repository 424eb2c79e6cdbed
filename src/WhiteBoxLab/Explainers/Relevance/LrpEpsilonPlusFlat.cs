using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>epsilon-plus, with relevance shared equally in the first layer: a smoother picture.</summary>
/// <param name="epsilon">The stabilizer of the linear layers. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="stabilizer">Added to the denominators of convolutions and sums. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="zeroBias">Leave biases out of the denominators, so that they take no relevance. Defaults to no.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Bach et al. 2015, eq. 58 and 60, <see href="https://doi.org/10.1371/journal.pone.0130140"/>;
/// Zennit's EpsilonPlusFlat. Other layers as in <see cref="LrpEpsilonPlus"/>.
/// The first layer's rule is of Bach et al. 2016 and Lapuschkin et al. 2019.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: which rule serves which layer is Zennit's choice, and relevance starts as 1, not as the score, as in Zennit.
/// </remarks>
[Follows(Convention.Zennit, """{}""", "As it is.")]
public sealed class LrpEpsilonPlusFlat(
    [Range(0.0, 1e6)] double epsilon = 1e-6,
    [Range(0.0, 1e6)] double stabilizer = 1e-6,
    bool zeroBias = false,
    [Layer] string? layer = null
) : LrpEpsilon("epsilon-plus-flat", epsilon, stabilizer, zeroBias, layer)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "lrp-epsilon-plus-flat",
            Name = "LRP \u03b5-plus-flat",
            Family = Family.Structure,
            Summary = "epsilon-plus, with relevance shared equally in the first layer: a smoother picture.",
            Forwards = 2,
            Backwards = 1,
            ClassDiscriminative = "weakly",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Nothing beyond the graph.",
            Completeness = "Conservation: the map sums to 1, the relevance put in at the target, but for what biases and stabilizers take.",
            FailureModes =
                "Nearly the same for every class in deep networks; biases and depthwise filters without positive contributions "
                + "swallow relevance, which the conservation error tells.",
            Paper =
                "Montavon et al. 2019: Layer-Wise Relevance Propagation: An Overview; after Bach et al. 2015: On Pixel-Wise Explanations",
            Bibtex = Bibliography.Montavon2019,
        };
}
