namespace WhiteBoxLab;

/// <summary>Positive gradient times activation at every position: usable at early layers too, for fine detail.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no; negative only where a layer has negative activations.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <param name="furtherLayers">Layers, by name, whose maps are fused with that of the first: each without its negative values, scaled to
/// 0..1 and resized to the input, then their mean. One walk back passes them all. Defaults to none.</param>
/// <remarks>
/// Jiang et al. 2021, eq. 5 and 6, <see href="https://doi.org/10.1109/TIP.2021.3089943"/>: map = sum over channels of max(g, 0) A.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, negative only where the layer has negative activations;
/// with a finish or further layers [N, 1, H, W] from 0 to 1.
/// Differs from the paper: no ReLU unless asked; layers are fused by the mean of their scaled maps, as in pytorch-grad-cam,
/// where the paper scales early layers by tanh(2 M / max M) and takes the maximum.
/// </remarks>
[Follows(
    Convention.Paper,
    """{"relu": true}""",
    "Negative values to zero. The paper fuses layers otherwise: early ones scaled by tanh, then the maximum."
)]
[Follows(
    Convention.PytorchGradCam,
    """{"finish": "pytorch-grad-cam"}""",
    "Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class LayerCam(
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
            Id = "layer-cam",
            Name = "LayerCAM",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "Positive gradient times activation at every position: usable at early layers too, for fine detail.",
            Forwards = Pictures,
            Backwards = WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes = "Shows no evidence against; early layers mark edges of everything.",
            Paper = "Jiang, Zhang, Hou, Cheng, Wei 2021: LayerCAM",
            Bibtex =
                "@article{jiang2021layercam, author = {Jiang, Peng-Tao and Zhang, Chang-Bin and Hou, Qibin and Cheng, "
                + "Ming-Ming and Wei, Yunchao}, title = {LayerCAM: Exploring Hierarchical Class Activation Maps for "
                + "Localization}, journal = {IEEE Transactions on Image Processing}, volume = {30}, pages = {5875--5888}, year = "
                + "{2021}, doi = {10.1109/TIP.2021.3089943}}",
        };

    private protected override Tensor Map(Tensor a, Tensor g) => Weighted(g.relu(), a);
}
