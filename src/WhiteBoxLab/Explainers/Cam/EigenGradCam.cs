namespace WhiteBoxLab;

/// <summary>Eigen-CAM of gradient times activation: the dominant pattern of what speaks for the class.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show the positive part only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <remarks>
/// From pytorch-grad-cam (Gildenblat et al. 2021, <see href="https://github.com/jacobgil/pytorch-grad-cam"/>):
/// Y = g A as [positions, channels], minus the mean of each channel; map = Y v1.
/// Only defined up to its sign: here the value of largest magnitude is positive.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: there is none; this is pytorch-grad-cam's EigenGradCAM before its scaling, with the sign settled.
/// </remarks>
[Follows(
    Convention.PytorchGradCam,
    """{"finish": "pytorch-grad-cam"}""",
    "Negative values to zero, scaled to 0..1, resized to the input, scaled again. Its sign is what its SVD happens to give."
)]
public sealed class EigenGradCam([Layer] string? layer = null, bool relu = false, CamFinish finish = CamFinish.None, bool augSmooth = false)
    : CamExplainer(layer, relu, finish, augSmooth)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "eigen-grad-cam",
            Name = "EigenGrad-CAM",
            Family = Family.Structure,
            AtLayer = true,
            Summary = "The dominant pattern of gradient times activation.",
            Forwards = Pictures,
            Backwards = WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes = "Its sign is a convention; the first component may explain little.",
            Paper = "Gildenblat et al. 2021: pytorch-grad-cam",
            Bibtex = Bibliography.Gildenblat2021,
        };

    private protected override Tensor Map(Tensor a, Tensor g) => PrincipalComponent.Of(g * a, center: true);
}
