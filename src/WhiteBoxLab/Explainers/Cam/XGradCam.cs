namespace WhiteBoxLab;

/// <summary>Grad-CAM whose gradients count more where the channel is active, so that the map sums to activation times gradient.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <remarks>
/// Fu et al. 2020, eq. 8, <see href="https://arxiv.org/abs/2008.02312"/>: w = sum of g A / (sum of A + 1e-7); map = sum of w A.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: 1e-7 in the denominator, as in pytorch-grad-cam, and no ReLU unless asked.
/// </remarks>
[Follows(
    Convention.PytorchGradCam,
    """{"finish": "pytorch-grad-cam"}""",
    "Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class XGradCam([Layer] string? layer = null, bool relu = false, CamFinish finish = CamFinish.None, bool augSmooth = false)
    : CamExplainer(layer, relu, finish, augSmooth)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "xgrad-cam",
            Name = "XGrad-CAM",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "Grad-CAM whose gradients count more where the channel is active, so that the map sums to activation times gradient.",
            Forwards = Pictures,
            Backwards = WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise about the score; the map sums to gradient times activation over the layer.",
            FailureModes = "Undefined where a channel sums to nearly zero, as signed features may.",
            Paper = "Fu et al. 2020: Axiom-based Grad-CAM",
            Bibtex =
                "@inproceedings{fu2020axiom, author = {Fu, Ruigang and Hu, Qingyong and Dong, Xiaohu and Guo, Yulan and Gao, "
                + "Yinghui and Li, Biao}, title = {Axiom-based Grad-CAM: Towards Accurate Visualization and Explanation of "
                + "CNNs}, booktitle = {British Machine Vision Conference}, year = {2020}}",
        };

    private protected override Tensor Map(Tensor a, Tensor g) =>
        Weighted((g * a).sum([2, 3], keepdim: true) / (a.sum([2, 3], keepdim: true) + 1e-7), a);
}
