using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Products with the Hessian, against autograd and against differences of gradients, in float64.</summary>
public sealed class CurvatureTests
{
    public static TheoryData<string> Activations => ["relu", "relu6", "leaky_relu", "silu", "sigmoid", "hardswish", "tanh", "softplus"];

    [Theory, MemberData(nameof(Activations))]
    public void A_product_with_the_hessian_equals_that_of_autograd(string activation)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Smooth(activation);
        torch.Tensor input = Draw(3, 2, 3, 8, 8);
        foreach (string layer in (string[])["act1", "squeezed", "pool", "conv3"])
        {
            torch.Tensor seed = Draw(5, 2, 4);
            torch.Tensor expected = ByAutograd(network, input, layer, seed);

            torch.Tensor actual = Product(network, input, layer, seed);

            Assert.True(
                (expected - actual).abs().max().item<double>() <= 1e-10 * (1 + expected.abs().max().item<double>()),
                $"{activation} at {layer}"
            );
        }
    }

    [Theory, MemberData(nameof(Activations))]
    public void A_product_with_the_hessian_is_how_the_gradient_moves(string activation)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Smooth(activation);
        torch.Tensor input = Draw(4, 1, 3, 8, 8),
            seed = Draw(6, 1, 4);
        const double h = 1e-6;
        torch.Tensor Gradient(double step)
        {
            using IDisposable mode = torch.no_grad();
            using Trace trace = network.Trace(input * (1 + step));
            return Backward.Walk(trace, seed, network.Graph.Output, Graph.Input, RuleTable.Gradient().For(network));
        }

        torch.Tensor difference = (Gradient(h) - Gradient(-h)) / (2 * h);

        Assert.True(
            (difference - Product(network, input, "input", seed)).abs().max().item<double>()
                <= 1e-7 * (1 + difference.abs().max().item<double>()),
            activation
        );
    }

    [Fact]
    public void Behind_the_last_activation_of_a_relu_network_nothing_bends()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ReferenceNetworks.Open("vgg-mini");
        torch.Tensor input = ReferenceNetworks.Tensor("vgg-mini", "input", torch.float64);

        using Attribution first = new ShapleyCam(order: 1, score: ShapleyScore.Logit).Explain(network, input),
            second = new ShapleyCam(score: ShapleyScore.Logit).Explain(network, input),
            plain = new GradCam().Explain(network, input);

        TensorAssert.Close(plain.Values, first.Values, 1e-12);
        TensorAssert.Close(plain.Values, second.Values, 1e-12);
    }

    private static torch.Tensor Product(Network network, torch.Tensor input, string layer, torch.Tensor seed)
    {
        using IDisposable mode = torch.no_grad();
        using Trace trace = network.Trace(input);
        return Curvature
            .Along(
                trace,
                network.IndexOf(layer),
                network.Graph.Output,
                trace.Output(layer),
                seed,
                moved => torch.zeros_like(moved),
                default
            )
            .Product;
    }

    /// <summary>The layers behind one are run again from a leaf, and differentiated twice.</summary>
    private static torch.Tensor ByAutograd(Network network, torch.Tensor input, string layer, torch.Tensor seed)
    {
        using Trace trace = network.Trace(input);
        int from = network.IndexOf(layer);
        torch.Tensor leaf = trace.Output(layer).clone().requires_grad_(true);
        torch.Tensor?[] outputs =
        [
            .. Enumerable
                .Range(0, network.Layers.Count)
                .Select(i =>
                    i == from ? leaf
                    : i < from ? trace.OutputAt(i)
                    : null
                ),
        ];
        for (int i = from + 1; i < outputs.Length; i++)
            outputs[i] = network.Layers[i].Forward([.. network.Graph.Inputs[i].Select(j => j < 0 ? input : outputs[j]!)], out _);
#pragma warning disable RS0030 // twice differentiable needs it; asked only of what needs a gradient
        torch.Tensor gradient = torch.autograd.grad([(outputs[^1]! * seed).sum()], [leaf], retain_graph: true, create_graph: true)[0];
        torch.Tensor along = (gradient * leaf.detach()).sum();
        return along.requires_grad
            ? torch.autograd.grad([along], [leaf], allow_unused: true)[0] is { IsInvalid: false } product
                ? product
                : torch.zeros_like(leaf)
            : torch.zeros_like(leaf);
#pragma warning restore RS0030
    }

    /// <summary>Convolutions, a shortcut, squeeze and excitation, max pooling, a softmax on the way: everything that can bend.</summary>
    private static Network Smooth(string activation)
    {
        Activation Act(string name, string input) =>
            activation switch
            {
                "relu" => new Relu(name, input),
                "relu6" => new Relu6(name, input),
                "leaky_relu" => new LeakyRelu(name, input, 0.1),
                "silu" => new Silu(name, input),
                "sigmoid" => new Sigmoid(name, input),
                "hardswish" => new HardSwish(name, input),
                "tanh" => new Tanh(name, input),
                _ => new Softplus(name, input),
            };
        return new(
            "smooth",
            [3, 8, 8],
            [
                new Convolution("conv1", "input", Draw(11, 6, 3, 3, 3), Draw(12, 6), padding: 1),
                Act("act1", "conv1"),
                new GlobalAveragePool("mean", "act1"),
                new Convolution("gate", "mean", Draw(13, 6, 6, 1, 1)),
                new Sigmoid("open", "gate"),
                new Multiply("squeezed", "act1", "open"),
                new Convolution("conv2", "squeezed", Draw(14, 6, 6, 3, 3), padding: 1),
                new Add("sum", "conv2", "act1"),
                Act("act2", "sum"),
                new MaxPool("pool", "act2", 2),
                new Convolution("conv3", "pool", Draw(15, 6, 6, 1, 1)),
                new Softmax("attention", "conv3"),
                new Multiply("attended", "attention", "pool"),
                new GlobalAveragePool("end", "attended"),
                new Flatten("flat", "end"),
                new Linear("fc", "flat", Draw(16, 4, 6)),
            ],
            "fc"
        );
    }

    private static torch.Tensor Draw(long seed, params long[] shape)
    {
        using torch.Generator generator = new((ulong)seed);
        return torch.randn(shape, torch.float64, generator: generator).DetachFromDisposeScope();
    }
}
