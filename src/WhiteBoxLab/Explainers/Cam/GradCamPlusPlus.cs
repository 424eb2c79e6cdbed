namespace WhiteBoxLab;

/// <summary>Grad-CAM with weights from higher derivatives, so that several objects of the class count alike.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <remarks>
/// Chattopadhay et al. 2018, eq. 10 to 19, <see href="https://arxiv.org/abs/1710.11063"/>:
/// a = g^2 / (2 g^2 + (sum A) g^3 + 1e-6), 0 where g = 0; w = sum of max(g, 0) a; map = sum of w A.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: 1e-6 in the denominator, as in pytorch-grad-cam; no ReLU unless asked; the map stays at the layer's resolution.
/// </remarks>
[Follows(Convention.Paper, """{"relu": true}""", "Negative values to zero.")]
[Follows(
    Convention.PytorchGradCam,
    """{"finish": "pytorch-grad-cam"}""",
    "Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class GradCamPlusPlus(
    [Layer] string? layer = null,
    bool relu = false,
    CamFinish finish = CamFinish.None,
    bool augSmooth = false
) : CamExplainer(layer, relu, finish, augSmooth)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "grad-cam-plus-plus",
            Name = "Grad-CAM++",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "Grad-CAM with weights from higher derivatives, so that several objects of the class count alike.",
            Forwards = Pictures,
            Backwards = WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.ActivationMaps,
            Confidence = Confidence.Low,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes = "The denominator may come close to zero for negative gradients; weights measure size, not evidence.",
            Paper = "Chattopadhay, Sarkar, Howlader, Balasubramanian 2018: Grad-CAM++",
            Bibtex =
                "@inproceedings{chattopadhay2018grad, author = {Chattopadhay, Aditya and Sarkar, Anirban and Howlader, Prantik "
                + "and Balasubramanian, Vineeth N.}, title = {Grad-CAM++: Generalized Gradient-Based Visual Explanations for "
                + "Deep Convolutional Networks}, booktitle = {IEEE Winter Conference on Applications of Computer Vision}, pages "
                + "= {839--847}, year = {2018}, doi = {10.1109/WACV.2018.00097}}",
        };

    private protected override Tensor Map(Tensor a, Tensor g)
    {
        Tensor square = g.square();
        Tensor alpha = square / ((2 * square) + (a.sum([2, 3], keepdim: true) * square * g) + 1e-6);
        return Weighted((g.relu() * alpha.masked_fill_(g.eq(0), 0)).sum([2, 3], keepdim: true), a);
    }
}
