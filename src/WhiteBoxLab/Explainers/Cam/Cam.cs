namespace WhiteBoxLab;

/// <summary>
/// The original class activation map: the last activations weighted by the classifier's own weights. Needs a network that ends in global
/// average pooling and one linear layer.
/// </summary>
/// <remarks>
/// Zhou et al. 2016, eq. 2, <see href="https://arxiv.org/abs/1512.04150"/>:
/// map = sum over k of w_k A_k; its mean over positions plus the bias is the score.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer under the pooling, signed.
/// As in the paper, before it stretches the map over the photo.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
public sealed class Cam : Explainer
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "cam",
            Name = "CAM",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "The last activations weighted by the classifier's own weights.",
            Forwards = 1,
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.ActivationMaps,
            Confidence = Confidence.Low,
            Resolution = "layer",
            Needs = "Global average pooling and one linear layer at the end.",
            Completeness = "No promise about the sum; the mean over positions and the bias sum to the score.",
            FailureModes = "Coarse; only for networks that end in global average pooling and one linear layer.",
            Paper = "Zhou, Khosla, Lapedriza, Oliva, Torralba 2016: Learning Deep Features for Discriminative Localization",
            Bibtex =
                "@inproceedings{zhou2016learning, author = {Zhou, Bolei and Khosla, Aditya and Lapedriza, Agata and Oliva, "
                + "Aude and Torralba, Antonio}, title = {Learning Deep Features for Discriminative Localization}, booktitle = "
                + "{IEEE Conference on Computer Vision and Pattern Recognition}, pages = {2921--2929}, year = {2016}, doi = "
                + "{10.1109/CVPR.2016.319}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) =>
        Head(network) is null
            ? $"CAM needs a network that ends in global average pooling and one linear layer; '{network.Name}' ends in "
                + $"{string.Join(", ", network.OnPath.TakeLast(4).Select(l => l.Op))}. Grad-CAM is the same where both exist, and "
                + $"works here."
            : null;

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        (string layer, Linear linear) = Head(run.Network) ?? throw new InvalidOperationException(Obstacle(run.Network));
        run.At(layer);
        Trace trace = run.Forward(layer);
        Tensor a = trace.Output(layer);
        Tensor weights = run.SeedAtScores(trace).matmul(linear.Weight).view(a.shape[0], a.shape[1], 1, 1);
        return (weights * a).sum([1], keepdim: true);
    }

    /// <summary>The layer under the pooling, and the classifier.</summary>
    private static (string Layer, Linear Linear)? Head(Network network)
    {
        Graph graph = network.Graph;
        if (graph.Layers[graph.Logits] is not Linear linear)
            return null;
        int at = graph.Inputs[graph.Logits][0];
        while (at >= 0 && graph.Layers[at] is Flatten or Dropout or Identity or Reshape)
            at = graph.Inputs[at][0];
        bool pools = at >= 0 && (graph.Layers[at] is GlobalAveragePool || (graph.Layers[at] is AdaptiveAveragePool pool && pool.Size == 1));
        return pools && graph.Inputs[at][0] is var from and >= 0 ? (graph.Layers[from].Name, linear) : null;
    }
}
