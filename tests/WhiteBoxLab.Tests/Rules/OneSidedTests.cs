using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Alpha-beta in float32 where neurons have next to nothing of one sign: the difference of two sums would keep two digits of it.
/// </summary>
public sealed class OneSidedTests
{
    [Theory]
    [
        InlineData(1, 1, 0, 1, 1),
        InlineData(3, 2, 1, 1, 1),
        InlineData(3, 1, 2, 2, 2),
        InlineData(2, 3, 1, 1, 4),
        InlineData(5, 2, 2, 1, 1),
        InlineData(0, 1, 0, 1, 1)
    ]
    [InlineData(3, 2, 1, 1, 1, true), InlineData(5, 1, 2, 1, 1, true), InlineData(2, 2, 0, 2, 1, true)]
    public void The_weaker_sign_is_shared_to_five_digits(
        long kernel,
        long stride,
        long padding,
        long dilation,
        long groups,
        bool channelsLast = false
    )
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(5);
        torch.Tensor input = torch.rand(kernel == 0 ? [2, 24] : [2, 8, 9, 11], torch.float64, generator: generator),
            weight = torch.rand(kernel == 0 ? [5, 24] : [8, 8 / groups, kernel, kernel], torch.float64, generator: generator).add_(0.1);
        input.masked_fill_(input.lt(0.2), -2e-5); // the negative contributions: some millionths of the positive ones
        (input, weight) = (input.to(torch.float32).to(torch.float64), weight.to(torch.float32).to(torch.float64));

        torch.Tensor exact = Down(new AlphaBetaRule(zeroBias: true), input, weight, torch.float64),
            ours = Down(new AlphaBetaRule(), input, weight, torch.float32);

        torch.Tensor weaker = input.lt(0);
        Assert.True(exact.masked_select(weaker).abs().sum().ToDouble() > 1);
        TensorAssert.Close(
            exact.masked_select(weaker).view(1, -1),
            ours.masked_select(weaker).view(1, -1).to(torch.float64),
            1e-5,
            "the weaker sign"
        );
        TensorAssert.Close(exact, ours.to(torch.float64), 1e-5, "all");

        torch.Tensor Down(AlphaBetaRule rule, torch.Tensor x, torch.Tensor w, torch.ScalarType dtype)
        {
            WeightedLayer layer =
                kernel == 0
                    ? new Linear("layer", "input", w.to(dtype))
                    : new Convolution("layer", "input", Laid(w.to(dtype)), null, stride, padding, dilation, groups);
            Network network = SingleLayerNetwork.Around(layer, [x.shape[1..]]);
            Trace trace = SingleLayerNetwork.Trace(network, layer, [Laid(x.to(dtype))]);
            return rule.Backward(
                new LayerCall(trace, network.IndexOf("layer"), [true], signalIsOwned: false),
                torch.ones_like(trace.Output("layer"))
            )[0]!.contiguous();
        }

        torch.Tensor Laid(torch.Tensor tensor) => channelsLast ? Layout.ChannelsLast(tensor) : tensor;
    }
}
