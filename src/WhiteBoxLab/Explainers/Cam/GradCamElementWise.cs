namespace WhiteBoxLab;

/// <summary>The positive part of gradient times activation at every position and channel, summed.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no; the map has none against anyway.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <param name="furtherLayers">Layers, by name, whose maps are fused with that of the first: each without its negative values, scaled to
/// 0..1 and resized to the input, then their mean. One walk back passes them all. Defaults to none.</param>
/// <remarks>
/// From pytorch-grad-cam (Gildenblat et al. 2021, <see href="https://github.com/jacobgil/pytorch-grad-cam"/>):
/// map = sum over channels of max(g A, 0).
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, from 0 up; with a finish or further layers [N, 1, H, W] from 0 to 1.
/// Differs from the paper: there is none; this is pytorch-grad-cam's GradCAMElementWise before its scaling.
/// </remarks>
[Follows(
    Convention.PytorchGradCam,
    """{"finish": "pytorch-grad-cam"}""",
    "Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class GradCamElementWise(
    [Layer] string? layer = null,
    bool relu = false,
    CamFinish finish = CamFinish.None,
    bool augSmooth = false,
    [Layers] string[]? furtherLayers = null
) : CamExplainer(layer, relu, finish, augSmooth, furtherLayers)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "grad-cam-element-wise",
            Name = "Grad-CAM element-wise",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "The positive part of gradient times activation at every position and channel, summed.",
            Forwards = Pictures,
            Backwards = WalksBack,
            ClassDiscriminative = "yes",
            Signed = false,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes = "Cuts evidence against before summing, so that it exaggerates what speaks for the class.",
            Paper = "Gildenblat et al. 2021: pytorch-grad-cam",
            Bibtex = Bibliography.Gildenblat2021,
        };

    private protected override Tensor Map(Tensor a, Tensor g) => (g * a).relu_().sum([1], keepdim: true);
}
