using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace WhiteBoxLab.Benchmark;

/// <summary>
/// The unit: the network as PyTorch runs it without gradients. libtorch's own convolution and pooling, batch normalisation apart, nothing
/// written over, each output freed when it has been read.
/// </summary>
internal static class PlainPass
{
    internal static void Run(Network network, torch.Tensor input)
    {
        using IDisposable mode = torch.no_grad();
        Graph graph = network.Graph;
        int[] readers = [.. graph.Consumers];
        torch.Tensor?[] outputs = new torch.Tensor?[graph.Layers.Count];
        for (int i = 0; i <= graph.Output; i++)
        {
            outputs[i] = Step(graph.Layers[i], [.. graph.Inputs[i].Select(j => j < 0 ? input : outputs[j]!)]);
            foreach (int from in graph.Inputs[i].Where(from => from >= 0 && --readers[from] == 0))
                outputs[from]!.Dispose();
        }
        outputs[graph.Output]!.Dispose();
    }

    private static torch.Tensor Step(Layer layer, torch.Tensor[] inputs) =>
        layer switch
        {
            Convolution c => F.conv2d(inputs[0], c.Weight, c.Bias, c.Stride.ToArray(), c.Padding.ToArray(), c.Dilation.ToArray(), c.Groups),
            MaxPool p => F.max_pool2d(inputs[0], p.Kernel.ToArray(), p.Stride.ToArray(), p.Padding.ToArray()),
            Pad p => F.pad(inputs[0], (long[])[.. p.Sides]),
            Add => inputs[0] + inputs[1],
            _ => layer.Forward(inputs, out _),
        };
}
