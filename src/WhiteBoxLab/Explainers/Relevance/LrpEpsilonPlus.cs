using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Layer-wise relevance propagation by the composite epsilon-plus: the epsilon rule in linear layers, z+ in convolutions. Relevance of 1 at
/// the target, handed down layer by layer.
/// </summary>
/// <param name="epsilon">The stabilizer of the linear layers. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="stabilizer">Added to the denominators of convolutions and sums. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="zeroBias">Leave biases out of the denominators, so that they take no relevance. Defaults to no.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Bach et al. 2015, eq. 58 and 60, <see href="https://doi.org/10.1371/journal.pone.0130140"/>;
/// Montavon et al. 2019, <see href="https://doi.org/10.1007/978-3-030-28954-6_10"/>; Zennit's EpsilonPlus.
/// Activations pass, sums and means share by contribution, max pooling and the rest hand the signal on as the gradient does;
/// batch normalisation is folded first, and passes where it cannot be.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: which rule serves which layer is Zennit's choice, and relevance starts as 1, not as the score, as in Zennit;
/// the map is linear in it.
/// </remarks>
[Follows(Convention.Zennit, """{}""", "As it is.")]
public sealed class LrpEpsilonPlus(
    [Range(0.0, 1e6)] double epsilon = 1e-6,
    [Range(0.0, 1e6)] double stabilizer = 1e-6,
    bool zeroBias = false,
    [Layer] string? layer = null
) : LrpEpsilon("epsilon-plus", epsilon, stabilizer, zeroBias, layer)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "lrp-epsilon-plus",
            Name = "LRP \u03b5-plus",
            Family = Family.Structure,
            Summary = "Relevance of the class handed down layer by layer to the pixels, along positive contributions in convolutions.",
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
