using TorchSharp;

namespace WhiteBoxLab.Benchmark;

/// <summary>
/// Whether libtorch's own convolutions of a network are right on this machine: a pass of wrong numbers, or one that ends the process, is
/// not worth a measurement.
/// </summary>
internal static class RightHere
{
    /// <summary>Whether all of them are.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="channelsLast">The layout of pictures and weights.</param>
    internal static bool All(Graph graph, bool channelsLast) => graph.Layers.OfType<Convolution>().All(c => Is(c, graph, channelsLast));

    private static bool Is(Convolution layer, Graph graph, bool channelsLast)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor Laid(torch.Tensor t) => channelsLast ? Layout.ChannelsLast(t) : t.contiguous();
        torch.Tensor input = Laid(torch.empty([1, .. graph.ShapeAt(graph.Inputs[graph.IndexOf(layer.Name)][0])])),
            weight = Laid(torch.empty(layer.Weight.shape));
        torch.Tensor[] operands = layer.Bias is null ? [input, weight] : [input, weight, layer.Bias];
        return Arithmetic
                .Here.Verdicts.Of(
                    OperationCall.Text(
                        "conv2d",
                        operands,
                        new Sliding(layer.Stride, layer.Padding, layer.Dilation, layer.Groups, 0).Settings
                    )
                )
                .Way == Way.Direct;
    }
}
