using TorchSharp;
using Xunit;
using F = TorchSharp.torch.nn.functional;

namespace WhiteBoxLab.Tests;

/// <summary>What explainers compute in one pass over memory, against libtorch's operations.</summary>
public sealed class OnePassTests
{
    public static TheoryData<torch.ScalarType, double> Types => new() { { torch.float32, 2e-6 }, { torch.float64, 1e-14 } };

    [Theory, MemberData(nameof(Types))]
    public void Stretching_is_bilinear_interpolation(torch.ScalarType dtype, double tolerance)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(3);
        foreach (
            (long height, long width, long rows, long columns) in ((long, long, long, long)[])
                [(7, 7, 224, 224), (1, 1, 9, 5), (1, 3, 4, 3), (29, 30, 61, 47), (112, 112, 224, 224), (5, 6, 5, 6)]
        )
        foreach (bool aligned in (bool[])[false, true])
        {
            torch.Tensor map = torch.randn([2, 1, height, width], dtype, generator: generator);
            TensorAssert.Close(
                F.interpolate(map, [rows, columns], mode: torch.InterpolationMode.Bilinear, align_corners: aligned),
                Upsampling.Bilinear(map, [rows, columns], aligned),
                dtype == torch.float32 ? 2e-5 : tolerance,
                $"{height} x {width} to {rows} x {columns}"
            );
        }
    }

    [Theory, MemberData(nameof(Types))]
    public void Strong_positions_are_those_of_the_formula(torch.ScalarType dtype, double tolerance)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(3);
        foreach (long size in (long[])[1, 2, 7, 30])
        {
            torch.Tensor a = torch.randn([2, 70, size, size + 1], dtype, generator: generator),
                mean = a.mean([2, 3], keepdim: true);
            torch.Tensor expected = (mean * a.ge(mean + (1.5 * (a - mean).square().mean([2, 3], keepdim: true).sqrt())).to(dtype)).sum(
                [1],
                keepdim: true
            );
            TensorAssert.Close(expected + 1, StrongPositions.Of(a, 1.5) + 1, 10 * tolerance, $"{size}");
        }
    }

    [Fact]
    public void A_constant_channel_is_strong_everywhere()
    {
        using IDisposable scope = torch.NewDisposeScope();

        torch.Tensor map = StrongPositions.Of(torch.full([1, 1, 7, 7], 0.1, torch.float32), 2);

        Assert.True(map.eq(0.1f).all().ToBoolean());
    }

    [Theory, MemberData(nameof(Types))]
    public void Biases_counted_at_the_gate_are_those_counted_behind_it(torch.ScalarType dtype, double tolerance)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(3);
        torch.Tensor signal = torch.randn([2, 9, 7, 6], dtype, generator: generator),
            output = (3 + (4 * torch.randn([2, 9, 7, 6], dtype, generator: generator))).clamp(0, 6),
            bias = torch.randn([9], dtype, generator: generator);
        foreach (bool isChannelsLast in (bool[])[false, true])
        {
            if (isChannelsLast)
                (signal, output) = (Layout.ChannelsLast(signal), Layout.ChannelsLast(output));
            torch.Tensor gated = new Gate(0, 6, positiveOnly: false).Apply(signal, output, overwrite: false),
                passed = torch.empty_like(signal);
            torch.Tensor painted = torch.zeros([2, 1, 7, 6], dtype),
                paintedToo = torch.zeros([2, 1, 7, 6], dtype);
            double[] sums = new double[2],
                sumsToo = new double[2];

            new BiasSums(bias, painted, sums).Add(gated);
            new BiasSums(bias, paintedToo, sumsToo).Add(signal, output, 6, passed);

            Assert.True(passed.eq(gated).all().ToBoolean());
            Assert.True(paintedToo.eq(painted).all().ToBoolean());
            torch.Tensor reached = 6 * signal.masked_fill(output.lt(6), 0).to(torch.float64).sum([1, 2, 3]);
            TensorAssert.Close((torch.tensor(sums) + reached).view(-1, 1), torch.tensor(sumsToo).view(-1, 1), 10 * tolerance, "sums");
            torch.Tensor sizes = (gated * bias.view(-1, 1, 1)).abs();
            torch.Tensor above = sizes - sizes.amin([1, 2, 3], keepdim: true);
            TensorAssert.Close(
                (above / (above.amax([1, 2, 3], keepdim: true) + 1e-6)).sum([1], keepdim: true),
                painted,
                10 * tolerance,
                "painted"
            );
        }
    }
}
