namespace WhiteBoxLab;

/// <summary>Where a layer saw evidence for a class: its channels, each weighted by how much the score depends on it on average.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="eigenSmooth">Show the dominant pattern of the weighted channels instead of their sum, as pytorch-grad-cam offers; its sign
/// is a convention. Defaults to no.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <remarks>
/// Selvaraju et al. 2017, eq. 1 and 2, <see href="https://arxiv.org/abs/1610.02391"/>: a_k = mean over positions of dS/dA_k, map = sum over
/// k of a_k A_k.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: no ReLU unless asked, and the map stays at the layer's resolution, [N, 1, H', W'].
/// </remarks>
[Follows(Convention.Paper, """{"relu": true}""", "Negative values to zero.")]
[Follows(Convention.Captum, """{"relu": false}""", "Signed, at the layer's resolution.")]
[Follows(
    Convention.PytorchGradCam,
    """{"finish": "pytorch-grad-cam"}""",
    "Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class GradCam(
    [Layer] string? layer = null,
    bool relu = false,
    CamFinish finish = CamFinish.None,
    bool eigenSmooth = false,
    bool augSmooth = false
) : CamExplainer(layer, relu, finish, augSmooth)
{
    /// <summary>Whether the dominant pattern is shown instead of the sum.</summary>
    public bool EigenSmooth { get; } = eigenSmooth;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "grad-cam",
            Name = "Grad-CAM",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "Where a layer saw evidence for the class, its channels weighted by the score's mean gradient.",
            Forwards = Pictures,
            Backwards = WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.ActivationMaps,
            Confidence = Confidence.High,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness =
                "No promise, except behind global average pooling and one linear layer: there the map and the bias sum to the score.",
            FailureModes =
                "Averaging the gradient can mark places the network did not use; coarse at deep layers; empty after ReLU when "
                + "all weights are negative.",
            Paper = "Selvaraju et al. 2017: Grad-CAM",
            Bibtex = Bibliography.Selvaraju2017,
        };

    private protected override Tensor Map(Tensor a, Tensor g)
    {
        Tensor weights = g.mean([2, 3], keepdim: true); // eq. 1
        return EigenSmooth ? PrincipalComponent.Of(weights * a, center: true) : Weighted(weights, a); // eq. 2
    }
}
