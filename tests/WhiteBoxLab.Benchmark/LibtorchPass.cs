using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace WhiteBoxLab.Benchmark;

/// <summary>
/// The fastest pass that libtorch itself gives: batch normalisation folded into the weights, no gradient recorded, activations and sums
/// written over what they alone read, each output freed when it has been read, channels last where that
/// wins on this network. Calls of libtorch alone, as PyTorch would make them; none of our own kernels.
/// </summary>
internal sealed class LibtorchPass : IDisposable
{
    private const int Trials = 9;

    private readonly Graph graph;
    private readonly Dictionary<Layer, torch.Tensor> weights = [];

    private LibtorchPass(Network network, bool channelsLast)
    {
        (graph, ChannelsLast) = (network.Canonical().Graph, channelsLast);
        using IDisposable scope = torch.NewDisposeScope();
        foreach (Convolution layer in graph.Layers.OfType<Convolution>())
            weights[layer] = Laid(layer.Weight).DetachFromDisposeScope();
    }

    /// <summary>Whether each position's channels lie side by side.</summary>
    internal bool ChannelsLast { get; }

    /// <summary>
    /// Seconds of the layout that was taken and of the other one, the medians of a few trials; NaN where the other one is wrong here.
    /// </summary>
    internal (double Taken, double Other) Seconds { get; private set; }

    /// <summary>The faster one of the layouts in which it is right on a network, tried in turns; null where it is right in none.</summary>
    internal static LibtorchPass? Fastest(Network network, torch.Tensor input)
    {
        LibtorchPass[] both =
        [
            .. new[] { false, true }
                .Where(last => RightHere.All(network.Canonical().Graph, last))
                .Select(last => new LibtorchPass(network, last)),
        ];
        if (both.Length == 0)
            return null;
        foreach (LibtorchPass pass in both)
            pass.Check(network, input);
        double[][] times = [.. Enumerable.Range(0, Trials).Select(_ => both.Select(p => Clock.Seconds(() => p.Run(input))).ToArray())];
        double[] medians = [.. both.Select((_, i) => Measurement.Median(times.Select(t => t[i])))];
        int best = Array.IndexOf(medians, medians.Min());
        foreach (LibtorchPass other in both.Where((_, i) => i != best))
            other.Dispose();
        both[best].Seconds = (medians[best], both.Length > 1 ? medians[1 - best] : double.NaN);
        return both[best];
    }

    internal void Run(torch.Tensor input) => Scores(input).Dispose();

    /// <summary>The wrong pass is not worth a measurement.</summary>
    private void Check(Network network, torch.Tensor input)
    {
        using torch.Tensor ours = network.Scores(input),
            theirs = Scores(input);
        if (!theirs.allclose(ours, 1e-3, 1e-3))
            throw new InvalidOperationException($"libtorch's pass of '{network.Name}' gives other scores than ours.");
    }

    private torch.Tensor Scores(torch.Tensor input)
    {
        using IDisposable mode = torch.inference_mode();
        using DisposeScope scope = torch.NewDisposeScope();
        int[] readers = [.. graph.Consumers];
        torch.Tensor?[] outputs = new torch.Tensor?[graph.Layers.Count];
        torch.Tensor picture = Laid(input);
        for (int i = 0; i <= graph.Output; i++)
        {
            int[] from = graph.Inputs[i];
            outputs[i] = Step(
                graph.Layers[i],
                [.. from.Select(j => j < 0 ? picture : outputs[j]!)],
                overwrites: from[0] >= 0 && graph.Consumers[from[0]] == 1
            );
            foreach (int read in from.Where(j => j >= 0 && --readers[j] == 0))
                outputs[read]!.Dispose();
        }
        return outputs[graph.Output]!.MoveToOuterDisposeScope();
    }

    private torch.Tensor Step(Layer layer, torch.Tensor[] inputs, bool overwrites) =>
        layer switch
        {
            Convolution c => F.conv2d(
                inputs[0],
                weights[c],
                c.Bias,
                c.Stride.ToArray(),
                c.Padding.ToArray(),
                c.Dilation.ToArray(),
                c.Groups
            ),
            MaxPool p => F.max_pool2d(inputs[0], p.Kernel.ToArray(), p.Stride.ToArray(), p.Padding.ToArray()),
            Pad p => F.pad(inputs[0], (long[])[.. p.Sides]),
            Relu when overwrites => inputs[0].relu_().alias(),
            Relu6 when overwrites => inputs[0].clamp_(0, 6).alias(),
            Add when overwrites => inputs[0].add_(inputs[1]).alias(),
            Add => inputs[0] + inputs[1],
            _ => layer.Forward(inputs, out _),
        };

    private torch.Tensor Laid(torch.Tensor tensor) =>
        ChannelsLast ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)
        : tensor.is_contiguous() ? tensor.alias()
        : tensor.contiguous();

    public void Dispose()
    {
        foreach (torch.Tensor weight in weights.Values)
            weight.Dispose();
    }
}
