namespace WhiteBoxLab;

/// <summary>Gradient times activation at every position of a layer: marks only places the network used, where the head is linear.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <param name="furtherLayers">Layers, by name, whose maps are fused with that of the first: each without its negative values, scaled to
/// 0..1 and resized to the input, then their mean. One walk back passes them all. Defaults to none.</param>
/// <remarks>
/// Draelos and Carin 2020, eq. 3, <see href="https://arxiv.org/abs/2011.08891"/>: map = sum over channels of g A.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up);
/// with a finish or further layers [N, 1, H, W] from 0 to 1.
/// As in the paper; fusing further layers is pytorch-grad-cam's.
/// </remarks>
[Follows(Convention.Paper, """{"relu": false}""", "Signed.")]
[Follows(
    Convention.PytorchGradCam,
    """{"finish": "pytorch-grad-cam"}""",
    "Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class HiResCam(
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
            Id = "hires-cam",
            Name = "HiResCAM",
            Family = Family.Linearization,
            AtLayer = true,
            Summary =
                "Gradient times activation at every position of a layer: marks only places the network used, where the head is linear.",
            Forwards = Pictures,
            Backwards = WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise, except where the rest of the network is linear: there the map and the bias sum to the score.",
            FailureModes = "Noisier than Grad-CAM at early layers.",
            Paper = "Draelos, Carin 2020: Use HiResCAM instead of Grad-CAM",
            Bibtex =
                "@article{draelos2020use, author = {Draelos, Rachel Lea and Carin, Lawrence}, title = {Use HiResCAM Instead of "
                + "Grad-CAM for Faithful Explanations of Convolutional Neural Networks}, journal = {arXiv preprint "
                + "arXiv:2011.08891}, year = {2020}}",
        };

    private protected override Tensor Map(Tensor a, Tensor g) => Weighted(g, a);
}
