using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>LRP by iNNvestigate's preset B flat. Preset B, with relevance shared equally in the first layer.</summary>
/// <param name="epsilon">The stabilizer of the linear layers. Defaults to 0.1; 0 to 1e6.</param>
/// <param name="stabilizer">Added to the denominators of convolutions and sums. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="wholeBias">Add the whole bias to both denominators of a convolution, as iNNvestigate does. Defaults to no: its positive
/// part counts with the positive contributions, its negative with the negative.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Alber et al. 2019, <see href="https://jmlr.org/papers/v20/18-540.html"/>; iNNvestigate's LRPSequentialPresetBFlat.
/// After Bach et al. 2015, <see href="https://doi.org/10.1371/journal.pone.0130140"/>. Other layers as in <see cref="LrpEpsilonPlus"/>.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: which rule serves which layer, and epsilon 0.1, are the choice of iNNvestigate's preset B flat.
/// Differs from iNNvestigate: relevance starts as 1, not as the score, a bias counts with the contributions of its sign,
/// and batch normalisation is folded, where iNNvestigate has a rule for it.
/// </remarks>
public sealed class LrpPresetBFlat(
    [Range(0.0, 1e6)] double epsilon = 0.1,
    [Range(0.0, 1e6)] double stabilizer = 1e-6,
    bool wholeBias = false,
    [Layer] string? layer = null
) : LrpPreset("preset-b-flat", epsilon, stabilizer, wholeBias, layer)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "lrp-preset-b-flat",
            Name = "LRP preset B flat",
            Family = Family.Structure,
            Summary = "Preset B, with relevance shared equally in the first layer.",
            Forwards = WholeBias ? 3 : 2,
            Backwards = 2,
            ClassDiscriminative = "weakly",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Nothing beyond the graph.",
            Completeness = "Conservation: the map sums to 1, the relevance put in at the target, but for what biases and stabilizers take.",
            FailureModes = "Negative relevance grows with depth; the first layer smears relevance over the whole window.",
            Paper = "Alber et al. 2019: iNNvestigate Neural Networks!; after Bach et al. 2015: On Pixel-Wise Explanations",
            Bibtex = Bibliography.Alber2019,
        };
}
