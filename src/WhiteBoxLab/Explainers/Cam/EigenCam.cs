namespace WhiteBoxLab;

/// <summary>The direction in which a layer's activations vary most over positions. The same for every class.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="center">Take each channel's mean over positions away first, as pytorch-grad-cam does. Defaults to yes.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <remarks>
/// Muhammad and Yeasin 2020, <see href="https://arxiv.org/abs/2008.00299"/>: with Y [positions, channels], map = Y v1, v1 the first right
/// singular vector. Only defined up to its sign: here the value of largest magnitude is positive.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed; with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: each channel's mean over positions is taken away first, as in pytorch-grad-cam, unless asked otherwise;
/// and the sign is settled.
/// </remarks>
[Follows(Convention.Paper, """{"center": false}""", "Means are not taken away.")]
[Follows(
    Convention.PytorchGradCam,
    """{"center": true, "finish": "pytorch-grad-cam"}""",
    "Means taken away. Negative values to zero, scaled to 0..1, resized to the input, scaled again. Its sign is what its SVD "
        + "happens to give."
)]
public sealed class EigenCam([Layer] string? layer = null, bool center = true, CamFinish finish = CamFinish.None) : Explainer
{
    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Whether means are taken away first.</summary>
    public bool Center { get; } = center;

    /// <summary>What is done to the raw map afterwards.</summary>
    public CamFinish Finish { get; } = finish;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "eigen-cam",
            Name = "Eigen-CAM",
            Family = Family.Structure,
            AtLayer = true,
            Summary = "The direction in which a layer's activations vary most over positions.",
            Forwards = 1,
            Backwards = 0,
            ClassDiscriminative = "no",
            Signed = Finish == CamFinish.None,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Finish == CamFinish.None ? "layer" : "input",
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes = "Says nothing about the class; marks whatever dominates the photo.",
            Paper = "Muhammad, Yeasin 2020: Eigen-CAM",
            Bibtex =
                "@inproceedings{muhammad2020eigen, author = {Muhammad, Mohammed Bany and Yeasin, Mohammed}, title = "
                + "{Eigen-CAM: Class Activation Map Using Principal Components}, booktitle = {International Joint Conference on "
                + "Neural Networks}, pages = {1--7}, year = {2020}, doi = {10.1109/IJCNN48605.2020.9206626}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = run.At(Layer);
        return Finish.Apply(PrincipalComponent.Of(run.Forward(layer).Output(layer), Center), run.Input);
    }
}
