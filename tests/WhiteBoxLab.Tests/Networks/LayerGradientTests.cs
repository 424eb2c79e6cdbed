using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>The closed-form backward of every layer against autograd, in float64, over a grid of shapes and settings.</summary>
public sealed class LayerGradientTests
{
    private static readonly Dictionary<string, (Func<Layer> Make, long[][] Inputs)> Grid = Layers()
        .ToDictionary(l => l.Name, l => (l.Make, l.Inputs));

    /// <summary>A layer of the grid and the shapes of its inputs.</summary>
    internal static (Layer Layer, long[][] Inputs) Make(string name) => (Grid[name].Make(), Grid[name].Inputs);

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (string name in Grid.Keys)
            foreach (int batch in (int[])[1, 3])
                cases.Add(name, batch);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Backward_equals_autograd(string name, int batch)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Layer layer = Grid[name].Make();
        using torch.Generator generator = new(7);
        torch.Tensor[] inputs = [.. Grid[name].Inputs.Select(s => torch.randn([batch, .. s], torch.float64, generator: generator).mul_(3))];
        torch.Tensor[] leaves = [.. inputs.Select(i => i.clone().requires_grad_(true))];
        torch.Tensor output = layer.Forward(leaves, out _);
        torch.Tensor signal = torch.randn(output.shape, torch.float64, generator: generator);
        (output * signal).sum().backward();

        torch.Tensor?[] ours = Backward(layer, inputs, signal, [.. inputs.Select(_ => true)]);

        for (int i = 0; i < leaves.Length; i++)
            Assert.True(
                (leaves[i].grad! - ours[i]!).abs().max().item<double>() <= 1e-11 * (1 + leaves[i].grad!.abs().max().item<double>()),
                $"{name}, input {i}"
            );
    }

    [Fact]
    public void Every_kind_of_layer_is_in_the_grid() =>
        Assert.Equal(WhiteBoxLab.Layers.Ops, Grid.Values.Select(g => g.Make().Op).Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Cases))]
    public void Backward_leaves_what_it_reads_as_it_was(string name, int batch)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Layer layer = Grid[name].Make();
        torch.Tensor[] inputs = [.. Grid[name].Inputs.Select(s => torch.randn([batch, .. s], torch.float64))];
        torch.Tensor[] before = [.. inputs.Select(i => i.clone())];
        torch.Tensor output = layer.Forward(inputs, out _),
            signal = torch.randn_like(output),
            untouched = signal.clone();

        Backward(layer, inputs, signal, [.. inputs.Select(_ => true)]);

        Assert.All(inputs.Zip(before), p => Assert.True(p.First.equal(p.Second).all().item<bool>()));
        Assert.True(signal.equal(untouched).all().item<bool>());
    }

    /// <summary>Through a network of the one layer, so that rules see what they see in real ones.</summary>
    private static torch.Tensor?[] Backward(Layer layer, torch.Tensor[] inputs, torch.Tensor signal, bool[] wanted)
    {
        using IDisposable mode = torch.no_grad();
        using Network network = SingleLayerNetwork.Around(layer, [.. inputs.Select(i => i.shape[1..])]);
        Trace trace = SingleLayerNetwork.Trace(network, layer, inputs);
        return layer.Backward(new LayerCall(trace, network.IndexOf(layer.Name), wanted, signalIsOwned: false), signal);
    }

    private static IEnumerable<(string Name, Func<Layer> Make, long[][] Inputs)> Layers()
    {
        foreach (
            (long kernel, long stride, long padding, long dilation, long groups, bool bias) in ((long, long, long, long, long, bool)[])
                [
                    (3, 1, 1, 1, 1, true),
                    (3, 2, 1, 1, 1, false),
                    (5, 2, 2, 1, 4, true),
                    (3, 1, 2, 2, 2, false),
                    (1, 1, 0, 1, 1, true),
                    (1, 2, 0, 1, 1, true),
                    (4, 3, 0, 1, 1, true),
                    (2, 2, 0, 1, 4, true),
                    (3, 2, 0, 2, 1, true),
                ]
        )
            yield return (
                $"conv2d k{kernel} s{stride} p{padding} d{dilation} g{groups}",
                () =>
                    new Convolution(
                        "layer",
                        "input",
                        Draw(8, 4 / groups, kernel, kernel),
                        bias ? Draw(8) : null,
                        stride,
                        padding,
                        dilation,
                        groups
                    ),
                [
                    [4, 11, 9],
                ]
            );
        yield return (
            "conv2d unequal",
            () => new Convolution("layer", "input", Draw(6, 4, 3, 5), null, (2, 1), (0, 2), (1, 1)),
            [
                [4, 10, 8],
            ]
        );
        yield return (
            "linear",
            () => new Linear("layer", "input", Draw(5, 7), Draw(5)),
            [
                [7],
            ]
        );
        yield return (
            "linear without bias",
            () => new Linear("layer", "input", Draw(5, 7)),
            [
                [7],
            ]
        );
        yield return (
            "batch norm",
            () => new BatchNormalization("layer", "input", Draw(4), Draw(4), Draw(4), Draw(4).abs().add(0.1), 1e-3),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "relu",
            () => new Relu("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "relu of odd size",
            () => new Relu("layer", "input"),
            [
                [3, 3, 3],
            ]
        );
        yield return (
            "relu6",
            () => new Relu6("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "leaky relu",
            () => new LeakyRelu("layer", "input", 0.2),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "silu",
            () => new Silu("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "sigmoid",
            () => new Sigmoid("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "hard swish",
            () => new HardSwish("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "tanh",
            () => new Tanh("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "softplus",
            () => new Softplus("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "softmax of scores",
            () => new Softmax("layer", "input"),
            [
                [9],
            ]
        );
        yield return (
            "softmax of channels",
            () => new Softmax("layer", "input"),
            [
                [4, 3, 2],
            ]
        );
        foreach ((long kernel, long stride, long padding) in ((long, long, long)[])[(2, 2, 0), (3, 2, 1), (3, 1, 1), (3, 3, 0)])
        {
            yield return (
                $"max pool k{kernel} s{stride} p{padding}",
                () => new MaxPool("layer", "input", kernel, stride, padding),
                [
                    [4, 9, 7],
                ]
            );
            yield return (
                $"average pool k{kernel} s{stride} p{padding}",
                () => new AveragePool("layer", "input", kernel, stride, padding),
                [
                    [4, 9, 7],
                ]
            );
        }
        yield return (
            "max pool over the edge",
            () => new MaxPool("layer", "input", 3, 2, ceil: true),
            [
                [4, 8, 6],
            ]
        );
        yield return (
            "max pool dilated",
            () => new MaxPool("layer", "input", 3, 1, 1, dilation: 2),
            [
                [4, 9, 7],
            ]
        );
        yield return (
            "average pool over the edge",
            () => new AveragePool("layer", "input", 3, 2, 1, ceil: true),
            [
                [4, 8, 6],
            ]
        );
        yield return (
            "reflection pad",
            () => new ReflectionPad("layer", "input", 2, 1, 0, 3),
            [
                [4, 5, 3],
            ]
        );
        yield return (
            "average pool without padding in the mean",
            () => new AveragePool("layer", "input", 3, 2, 1, countPadding: false),
            [
                [4, 9, 7],
            ]
        );
        yield return (
            "global average pool",
            () => new GlobalAveragePool("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "adaptive average pool down",
            () => new AdaptiveAveragePool("layer", "input", (3, 2)),
            [
                [4, 7, 5],
            ]
        );
        yield return (
            "adaptive average pool up",
            () => new AdaptiveAveragePool("layer", "input", (7, 7)),
            [
                [4, 3, 2],
            ]
        );
        yield return (
            "add",
            () => new Add("layer", "a", "b"),
            [
                [4, 5, 6],
                [4, 5, 6],
            ]
        );
        yield return (
            "mul",
            () => new Multiply("layer", "a", "b"),
            [
                [4, 5, 6],
                [4, 5, 6],
            ]
        );
        yield return (
            "mul by a gate",
            () => new Multiply("layer", "a", "b"),
            [
                [4, 5, 6],
                [4, 1, 1],
            ]
        );
        yield return (
            "concat",
            () => new Concat("layer", "a", "b"),
            [
                [4, 5, 6],
                [3, 5, 6],
            ]
        );
        yield return (
            "flatten",
            () => new Flatten("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "reshape",
            () => new Reshape("layer", "input", 6, 20),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "dropout",
            () => new Dropout("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "identity",
            () => new Identity("layer", "input"),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "pad",
            () => new Pad("layer", "input", 0, 1, 2, 3),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "resize bilinear up",
            () => new Resize("layer", "input", (9, 13)),
            [
                [4, 5, 6],
            ]
        );
        yield return (
            "resize bilinear down",
            () => new Resize("layer", "input", (3, 4)),
            [
                [4, 7, 6],
            ]
        );
        yield return (
            "resize nearest",
            () => new Resize("layer", "input", (9, 4), bilinear: false),
            [
                [4, 5, 6],
            ]
        );
    }

    private static torch.Tensor Draw(params long[] shape)
    {
        using torch.Generator generator = new(11);
        return torch.randn(shape, torch.float64, generator: generator);
    }
}
