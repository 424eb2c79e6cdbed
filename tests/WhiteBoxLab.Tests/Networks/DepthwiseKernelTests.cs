using TorchSharp;
using Xunit;
using F = TorchSharp.torch.nn.functional;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Our depthwise convolution, its transposition and the first layer's transposition against libtorch's, over kernels, strides, paddings and
/// sizes.
/// </summary>
public sealed class DepthwiseKernelTests
{
    public static TheoryData<long, long, long, long, long, long> Windows =>
        new()
        {
            { 3, 1, 1, 1, 112, 30 },
            { 3, 2, 0, 1, 113, 113 },
            { 5, 1, 2, 1, 7, 7 },
            { 5, 2, 2, 1, 14, 17 },
            { 3, 2, 1, 1, 8, 9 },
            { 1, 1, 0, 1, 5, 3 },
            { 1, 2, 0, 1, 6, 7 },
            { 7, 3, 3, 1, 23, 40 },
            { 3, 1, 2, 2, 12, 19 },
            { 3, 2, 4, 3, 15, 16 },
            { 2, 2, 0, 1, 9, 9 },
            { 4, 3, 2, 1, 11, 20 },
            { 1, 1, 2, 1, 4, 5 },
            { 2, 3, 3, 1, 7, 10 },
            { 3, 1, 0, 1, 3, 3 },
        };

    [Theory, MemberData(nameof(Windows))]
    public void Depthwise_equals_libtorch_forward_and_transposed(
        long kernel,
        long stride,
        long padding,
        long dilation,
        long height,
        long width
    )
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(7);
        foreach (
            (torch.ScalarType dtype, double tolerance) in ((torch.ScalarType, double)[])[(torch.float32, 1e-5), (torch.float64, 1e-14)]
        )
        {
            torch.Tensor input = torch.randn([2, 5, height, width], dtype, generator: generator),
                weight = torch.randn([5, 1, kernel, kernel], dtype, generator: generator),
                bias = torch.randn([5], dtype, generator: generator);
            Convolution layer = new("c", "input", weight, bias, stride, padding, dilation, groups: 5);
            torch.Tensor output = F.conv2d(input, weight, bias, [stride, stride], [padding, padding], [dilation, dilation], 5),
                signal = torch.randn(output.shape, dtype, generator: generator);

            TensorAssert.Close(output, layer.Apply(input, weight, bias), tolerance, "forward");
            TensorAssert.Close(output.clamp(0, 1.5) + 1, layer.Merged(input, null, 1.5)! + 1, tolerance, "gated");
            torch.Tensor framed = F.conv2d(
                F.pad(input, (long[])[2, 1, 0, 3]),
                weight,
                bias,
                [stride, stride],
                [padding, padding],
                [dilation, dilation],
                5
            );
            TensorAssert.Close(framed, layer.Merged(input, [2, 1, 0, 3], null)!, tolerance, "framed");
            TensorAssert.Close(
                Transposed(signal, weight, input, stride, padding, dilation, 5),
                layer.Transposed(signal, weight, input),
                tolerance,
                "transposed"
            );
        }
    }

    [Theory, MemberData(nameof(Windows))]
    public void The_first_layer_transposed_equals_libtorch(long kernel, long stride, long padding, long dilation, long height, long width)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(7);
        torch.Tensor input = torch.randn([2, 3, height, width], torch.float64, generator: generator),
            weight = torch.randn([6, 3, kernel, kernel], torch.float64, generator: generator);
        Convolution layer = new("c", "input", weight, null, stride, padding, dilation);
        torch.Tensor signal = torch.randn(layer.Apply(input, weight, null).shape, torch.float64, generator: generator);

        TensorAssert.Close(Transposed(signal, weight, input, stride, padding, dilation, 1), layer.Transposed(signal, weight, input), 1e-14);
    }

    [Fact]
    public void What_is_not_a_number_stays_so_behind_a_gate()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor input = torch.full([1, 4, 9, 9], double.NaN);
        foreach (torch.Tensor weight in (torch.Tensor[])[torch.ones([4, 1, 3, 3]), torch.ones([6, 4, 1, 1])])
            Assert.True(
                new Convolution("c", "input", weight, null, 1, (weight.shape[2] - 1) / 2, 1, 4 / weight.shape[1])
                    .Merged(input, null, 6)!
                    .isnan()
                    .all()
                    .item<bool>()
            );
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_padding_and_its_inverse_equal_libtorch(bool isDouble)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.ScalarType dtype = isDouble ? torch.float64 : torch.float32;
        torch.Tensor input = torch.randn([2, 3, 5, 7], dtype);
        foreach (
            long[] sides in (long[][])
                [
                    [0, 1, 0, 1],
                    [2, 0, 3, 1],
                    [0, 0, 0, 0],
                    [1, 2, 0, 4],
                ]
        )
        {
            torch.Tensor framed = ZeroPadding.Around(input, sides);
            Assert.True(framed.equal(F.pad(input, sides)).all().item<bool>());
            Assert.True(ZeroPadding.Inside(framed, sides).equal(input).all().item<bool>());
        }
    }

    private static torch.Tensor Transposed(
        torch.Tensor signal,
        torch.Tensor weight,
        torch.Tensor like,
        long stride,
        long padding,
        long dilation,
        long groups
    )
    {
        torch.Tensor leaf = torch.zeros_like(like).requires_grad_(true);
        (F.conv2d(leaf, weight, null, [stride, stride], [padding, padding], [dilation, dilation], groups) * signal).sum().backward();
        return leaf.grad!;
    }
}
