namespace WhiteBoxLab;

/// <summary>What a layer gives: its feature maps, channel by channel. The same for every class.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <remarks>
/// No explanation by itself; the ground on which maps of layers stand.
/// After Zeiler and Fergus 2014, <see href="https://arxiv.org/abs/1311.2901"/>.
/// Input [N, 3, H, W]; map [N, C', H', W'], every channel of the layer, with the signs it has there.
/// Differs from the paper: the feature maps as they are, not walked back to the pixels, which <see cref="DeconvNet"/> does.
/// </remarks>
[Follows(Convention.Captum, """{}""", "As it is.")]
public sealed class LayerActivation([Layer] string? layer = null) : Explainer
{
    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "layer-activation",
            Name = "Layer activation",
            Family = Family.Structure,
            AtLayer = true,
            Summary = "What a layer gives, its channels summed in pictures.",
            Forwards = 1,
            Backwards = 0,
            ClassDiscriminative = "no",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "layer",
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes = "Says what is there, not what matters.",
            Paper = "Zeiler, Fergus 2014: Visualizing and Understanding Convolutional Networks",
            Bibtex = Bibliography.ZeilerFergus2014,
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = run.At(Layer);
        return run.Forward(layer).Output(layer).clone();
    }
}
