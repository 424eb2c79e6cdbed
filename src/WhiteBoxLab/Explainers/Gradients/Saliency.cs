namespace WhiteBoxLab;

/// <summary>How much the score changes with each value of the input or of a layer, to first order: the gradient dS/dx.</summary>
/// <param name="abs">Its absolute value instead, as the paper shows it. Defaults to no: signed.</param>
/// <param name="layer">The layer whose gradient is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Simonyan, Vedaldi, Zisserman 2013, section 3, <see href="https://arxiv.org/abs/1312.6034"/>.
/// Input and map [N, 3, H, W], signed (with abs from 0 up); with a layer the map is [N, C', H', W'].
/// Differs from the paper: signed, and the channels are not reduced to their maximum.
/// </remarks>
[Follows(Convention.Paper, """{"abs": true}""", "Absolute values. The paper also keeps the largest channel only.")]
[Follows(Convention.Captum, """{"abs": true}""", "Absolute values, every channel.")]
[Follows(Convention.Zennit, """{"abs": false}""", "Signed.")]
public sealed class Saliency(bool abs = false, [Layer] string? layer = null) : Explainer
{
    /// <summary>Whether absolute values are given.</summary>
    public bool Abs { get; } = abs;

    /// <summary>The layer whose gradient is given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "saliency",
            Name = "Saliency",
            Family = Family.Linearization,
            Summary = "How much the score changes with each pixel, to first order: the gradient.",
            Forwards = 1,
            Backwards = 1,
            ClassDiscriminative = "yes",
            Signed = !Abs,
            Group = ImplementationGroup.GradientBackPropagation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Nothing beyond the graph.",
            Completeness = "No promise.",
            FailureModes =
                "Noisy in deep networks; zero where the network is saturated; says what would change the score, not what made it.",
            Paper = "Simonyan, Vedaldi, Zisserman 2013: Deep Inside Convolutional Networks",
            Bibtex =
                "@article{simonyan2013deep, author = {Simonyan, Karen and Vedaldi, Andrea and Zisserman, Andrew}, title = "
                + "{Deep Inside Convolutional Networks: Visualising Image Classification Models and Saliency Maps}, journal = "
                + "{arXiv preprint arXiv:1312.6034}, year = {2013}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        (_, Tensor gradient) = run.WalkedBack(Layer, RuleTable.Gradient());
        return Abs ? gradient.abs_() : gradient;
    }
}
