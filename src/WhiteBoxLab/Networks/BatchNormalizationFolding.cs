namespace WhiteBoxLab;

/// <summary>
/// The canonizer that relevance methods need and every method profits from: a batch normalisation right behind a convolution or a linear
/// layer becomes part of its
/// weights, W' = W g / sqrt(v + e), b' = (b - m) g / sqrt(v + e) + s. The output of the normalisation, under its own name, is unchanged up
/// to rounding.
/// </summary>
internal static class BatchNormalizationFolding
{
    /// <summary>Whether a layer is one that the normalisation behind it is folded into, so that its own output is no more.</summary>
    internal static bool Folds(Graph graph, int layer) => NormalizationOf(graph, layer) is not null;

    private static BatchNormalization? NormalizationOf(Graph graph, int layer) =>
        graph.Layers[layer] is WeightedLayer && graph.Consumers[layer] == 1 && layer != graph.Output
            ? graph.Layers.Where((l, i) => graph.Inputs[i].Contains(layer)).First() as BatchNormalization
            : null;

    /// <summary>
    /// The folded network; the outputs of the layers to <paramref name="keep"/> stay what they are. The weights of its convolutions lie as
    /// serves its runs best.
    /// </summary>
    internal static Network Of(Network network, IReadOnlyCollection<string> keep)
    {
        Graph graph = network.Graph;
        Dictionary<int, BatchNormalization> folded = [];
        for (int i = 0; i < graph.Layers.Count; i++)
            if (!keep.Contains(graph.Layers[i].Name) && NormalizationOf(graph, i) is { } normalization)
                folded[i] = normalization;

        HashSet<string> gone = [.. folded.Values.Select(n => n.Name)];
        Layer[] layers =
        [
            .. graph.Layers.Select(
                (layer, i) =>
                    layer switch
                    {
                        WeightedLayer weighted when folded.TryGetValue(i, out BatchNormalization? normalization) => Merge(
                            weighted,
                            normalization
                        ),
                        _ when gone.Contains(layer.Name) => new Identity(layer.Name, layer.Inputs[0]),
                        _ => layer.WithWeights(t => t.alias().DetachFromDisposeScope()),
                    }
            ),
        ];
        if (Layout.IsChannelsLastBetter(network))
            layers = [.. layers.Select(l => l is Convolution c ? Laid(c) : l)];
        return new Network(network.Name, graph.InputShape, layers, network.End, network.Details with { IsCanonical = true });
    }

    private static WeightedLayer Laid(Convolution layer)
    {
        using Tensor weight = layer.Weight;
        using IDisposable scope = NewDisposeScope();
        return layer.With(Layout.ChannelsLast(weight).DetachFromDisposeScope(), layer.Bias);
    }

    private static WeightedLayer Merge(WeightedLayer layer, BatchNormalization normalization)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor scale = normalization.Weight.to(float64) / (normalization.Variance.to(float64) + normalization.Epsilon).sqrt();
        Tensor centred = layer.Bias is null ? -normalization.Mean.to(float64) : layer.Bias.to(float64) - normalization.Mean.to(float64);
        Tensor weight = layer.Weight.to(float64) * scale.view([-1, .. Enumerable.Repeat(1L, (int)layer.Weight.dim() - 1)]);
        Tensor bias = normalization.Bias.to(float64) + (centred * scale);
        return layer.With(weight.to(layer.Weight.dtype).DetachFromDisposeScope(), bias.to(layer.Weight.dtype).DetachFromDisposeScope());
    }
}
