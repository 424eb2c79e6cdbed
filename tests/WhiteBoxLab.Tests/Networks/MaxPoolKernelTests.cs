using TorchSharp;
using Xunit;
using F = TorchSharp.torch.nn.functional;

namespace WhiteBoxLab.Tests;

/// <summary>Our max pooling against libtorch's: values, positions, ties, padding, and what is not a number.</summary>
public sealed class MaxPoolKernelTests
{
    public static TheoryData<long, long, long, long, long> Windows =>
        new()
        {
            { 3, 2, 1, 112, 112 },
            { 2, 2, 0, 14, 30 },
            { 3, 3, 1, 17, 9 },
            { 3, 1, 1, 7, 19 },
            { 5, 2, 2, 23, 40 },
            { 2, 3, 0, 8, 5 },
            { 1, 1, 0, 4, 33 },
        };

    [Theory, MemberData(nameof(Windows))]
    public void Equals_libtorch_bit_for_bit_also_where_values_tie(long kernel, long stride, long padding, long height, long width)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(7);
        foreach (torch.ScalarType dtype in (torch.ScalarType[])[torch.float32, torch.float64])
        {
            // whole numbers: most windows tie
            torch.Tensor ties = torch.randn([2, 3, height, width], dtype, generator: generator).round().clamp_min(-1);
            torch.Tensor gaps = torch.where(
                torch.rand([2, 3, height, width], dtype, generator: generator) < 0.05,
                double.NaN,
                torch.randn([2, 3, height, width], dtype, generator: generator)
            );
            torch.Tensor low = torch.full([2, 3, height, width], double.NegativeInfinity, dtype);
            foreach (torch.Tensor input in (torch.Tensor[])[ties, gaps.to(dtype), low])
            {
                (torch.Tensor values, torch.Tensor positions) = F.max_pool2d_with_indices(
                    input,
                    [kernel, kernel],
                    [stride, stride],
                    [padding, padding]
                );

                torch.Tensor ours = new MaxPool("pool", "input", kernel, stride, padding).Forward([input], out torch.Tensor? memory);

                Assert.True(ours.nan_to_num(7).equal(values.nan_to_num(7)).all().item<bool>());
                Assert.True(memory!.equal(positions).all().item<bool>());
            }
        }
    }
}
