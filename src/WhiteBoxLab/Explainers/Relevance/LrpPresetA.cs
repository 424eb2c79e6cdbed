using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// LRP by iNNvestigate's preset A. Relevance along positive contributions in convolutions, and by a strong epsilon in linear layers.
/// </summary>
/// <param name="epsilon">The stabilizer of the linear layers. Defaults to 0.1; 0 to 1e6.</param>
/// <param name="stabilizer">Added to the denominators of convolutions and sums. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="wholeBias">Add the whole bias to both denominators of a convolution, as iNNvestigate does. Defaults to no: its positive
/// part counts with the positive contributions, its negative with the negative.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Alber et al. 2019, <see href="https://jmlr.org/papers/v20/18-540.html"/>; iNNvestigate's LRPSequentialPresetA.
/// After Bach et al. 2015, <see href="https://doi.org/10.1371/journal.pone.0130140"/>. Other layers as in <see cref="LrpEpsilonPlus"/>.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: which rule serves which layer, and epsilon 0.1, are the choice of iNNvestigate's preset A.
/// Differs from iNNvestigate: relevance starts as 1, not as the score, a bias counts with the contributions of its sign,
/// and batch normalisation is folded, where iNNvestigate has a rule for it.
/// </remarks>
public sealed class LrpPresetA(
    [Range(0.0, 1e6)] double epsilon = 0.1,
    [Range(0.0, 1e6)] double stabilizer = 1e-6,
    bool wholeBias = false,
    [Layer] string? layer = null
) : LrpPreset("preset-a", epsilon, stabilizer, wholeBias, layer)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "lrp-preset-a",
            Name = "LRP preset A",
            Family = Family.Structure,
            Summary = "Relevance along positive contributions in convolutions, and by a strong epsilon in linear layers.",
            Forwards = WholeBias ? 3 : 2,
            Backwards = WholeBias ? 2 : 1,
            ClassDiscriminative = "weakly",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Nothing beyond the graph.",
            Completeness = "Conservation: the map sums to 1, the relevance put in at the target, but for what biases and stabilizers take.",
            FailureModes = "Nearly the same for every class; the large epsilon keeps a part of the relevance in every linear layer.",
            Paper = "Alber et al. 2019: iNNvestigate Neural Networks!; after Bach et al. 2015: On Pixel-Wise Explanations",
            Bibtex = Bibliography.Alber2019,
        };
}
