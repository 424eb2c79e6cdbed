using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Feature explanation method: the positions where a layer's channels are unusually strong, each channel weighted by its mean. The same for
/// every class.
/// </summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="k">How many standard deviations above its mean a channel must be. Defaults to 2; 0 to 10.</param>
/// <param name="variant">Which of the two published forms. Defaults to the paper's.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <remarks>
/// Fuad et al. 2020, "Features understanding in 3D CNNs", <see href="https://doi.org/10.1109/IPTA50016.2020.9286629"/>,
/// and the survey, <see href="https://arxiv.org/abs/2104.02548"/>:
/// B = [A >= mean + k std] over positions (population std), w = mean, map = sum of w B.
/// pytorch-grad-cam has another method under the name: B with a strict sign, w = the fraction of positions in B, map = sum of w A. A
/// channel that is constant passes everywhere in the paper's form.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, never negative behind a ReLU; with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: neither scaled to 0..1 nor stretched over the photo unless asked.
/// </remarks>
[Follows(Convention.Paper, """{"variant": "paper"}""", "Strong positions, weighted by the channel's mean.")]
[Follows(
    Convention.PytorchGradCam,
    """{"k": 2, "variant": "pytorch-grad-cam", "finish": "pytorch-grad-cam"}""",
    "Whole channels, weighted by the fraction of strong positions. Negative values to zero, scaled to 0..1, resized to the "
        + "input, scaled again."
)]
public sealed class Fem(
    [Layer] string? layer = null,
    [Range(0.0, 10.0)] double k = 2,
    FemVariant variant = FemVariant.Paper,
    CamFinish finish = CamFinish.None
) : Explainer
{
    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Standard deviations above the mean.</summary>
    public double K { get; } = k;

    /// <summary>Which published form.</summary>
    public FemVariant Variant { get; } = variant;

    /// <summary>What is done to the raw map afterwards.</summary>
    public CamFinish Finish { get; } = finish;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "fem",
            Name = "FEM",
            Family = Family.Structure,
            AtLayer = true,
            Summary = "Where a layer's channels are unusually strong: what the network saw, whatever the class.",
            Forwards = 1,
            Backwards = 0,
            ClassDiscriminative = "no",
            Signed = false,
            Group = ImplementationGroup.ActivationMaps,
            Confidence = Confidence.High,
            Resolution = Finish == CamFinish.None ? "layer" : "input",
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes =
                "Says nothing about the class: the map is the same for all of them. At a layer with negative values some "
                + "weights are negative, which is no evidence against.",
            Paper =
                "Fuad, Martin, Giot, Bourqui, Benois-Pineau, Zemmari 2020: Features Understanding in 3D CNNs for Actions "
                + "Recognition in Video",
            Bibtex =
                "@inproceedings{fuad2020features, author = {Fuad, Kazi Ahmed Asif and Martin, Pierre-Etienne and Giot, Romain "
                + "and Bourqui, Romain and Benois-Pineau, Jenny and Zemmari, Akka}, title = {Features Understanding in 3D CNNs "
                + "for Actions Recognition in Video}, booktitle = {International Conference on Image Processing Theory, Tools "
                + "and Applications}, pages = {1--6}, year = {2020}, doi = {10.1109/IPTA50016.2020.9286629}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = run.At(Layer);
        Tensor a = run.Forward(layer).Output(layer); // [N, K', H', W']
        return Finish.Apply(Variant == FemVariant.Paper ? Map(a, K) : Fraction(a), run.Input);
    }

    /// <summary>The paper's map, [N, 1, H', W'].</summary>
    internal static Tensor Map(Tensor a, double k)
    {
        if (Fused.Serves(a))
            return StrongPositions.Of(a.contiguous(), k);
        Tensor mean = a.mean([2, 3], keepdim: true);
        return (mean * a.ge(Threshold(a, mean, k)).to(a.dtype)).sum([1], keepdim: true);
    }

    private Tensor Fraction(Tensor a) =>
        (a.gt(Threshold(a, a.mean([2, 3], keepdim: true), K)).to(a.dtype).mean([2, 3], keepdim: true) * a).sum([1], keepdim: true);

    private static Tensor Threshold(Tensor a, Tensor mean, double k) => mean + (k * (a - mean).square().mean([2, 3], keepdim: true).sqrt());
}
