using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Every way to compute an operation gives what libtorch gives in float64.</summary>
public sealed class OperationTests
{
    private static readonly string[] Calls =
    [
        "conv2d 2x5x11x13 7x5x3x3 7 / 1 1 1 1 1 1 1 0 0 / Float32 1",
        "conv2d 1x20x9x9:last 33x20x3x3:last / 2 2 1 1 1 1 1 0 0 / Float32 1",
        "conv2d 2x16x12x10:last 32x16x5x3:last 32 / 1 2 2 0 1 1 1 0 0 / Float32 1",
        "conv2d 1x6x14x14 9x2x3x3 9 / 1 1 2 2 2 2 3 0 0 / Float32 1",
        "conv2d 1x3x32x32 64x3x7x7 64 / 2 2 3 3 1 1 1 0 0 / Float32 1",
        "conv_transpose2d 2x7x11x13 7x5x3x3 / 1 1 1 1 1 1 1 0 0 / Float32 1",
        "conv_transpose2d 1x33x5x5:last 33x20x3x3:last / 2 2 1 1 1 1 1 1 0 / Float32 1",
        "conv_transpose2d 1x9x10x10 9x2x3x3 / 1 1 2 2 2 2 3 0 0 / Float32 1",
        "conv1x1 2x20x7x5 9x20x1x1 9 / 1 1 0 0 1 1 1 0 0 / Float32 1",
        "conv1x1 2x20x7x5:last 9x20x1x1 9 / 1 1 0 0 1 1 1 0 0 / Float32 1",
        "conv1x1 1x20x7x6:last 9x20x1x1 / 2 2 0 0 1 1 1 0 0 / Float32 1",
        "conv_transpose1x1 2x9x7x5 9x20x1x1 / 1 1 0 0 1 1 1 0 0 / Float32 1",
        "conv_transpose1x1 1x9x4x3:last 9x20x1x1 / 2 2 0 0 1 1 1 0 1 / Float32 1",
        "linear 2x40 11x40 11 / / Float32 1",
        "linear_transposed 2x11 11x1040 / / Float32 1",
        "avg_pool2d 2x5x8x8:last / 2 2 2 2 0 0 1 0 / Float32 1",
        "avg_pool2d_backward 2x5x4x4 2x5x8x8 / 2 2 2 2 0 0 1 0 / Float32 1",
        "max_pool2d 1x5x9x9:last / 3 3 2 2 1 1 1 1 0 / Float32 1",
        "max_pool2d 1x5x9x8 / 3 3 2 2 0 0 2 1 1 / Float32 1",
    ];

    public static TheoryData<string, string> Ways
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string call in Calls)
            foreach (Way way in OperationCall.Parse(call).Operation.Ways)
                all.Add(call, way.ToString());
            return all;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void A_way_gives_the_same_as_float64_laid_out_as_libtorch_would(string call, string way)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(7);
        OperationCall parsed = OperationCall.Parse(call);
        torch.Tensor[] operands =
        [
            .. parsed
                .Operands.Select(o => torch.randn(o.Shape, generator: generator))
                .Zip(parsed.Operands, (t, o) => o.IsLast ? Layout.ChannelsLast(t) : t),
        ];
        torch.Tensor right = parsed.Operation.Run(new Libtorch(), [.. operands.Select(o => o.to(torch.float64))], parsed.Settings);

        torch.Tensor direct = parsed.Operation.Run(new Libtorch(), operands, parsed.Settings),
            result = parsed.Operation.By(Enum.Parse<Way>(way), new Libtorch(), operands, parsed.Settings);

        TensorAssert.Close(right, result, 1e-5, $"{call}, {way}");
        Assert.Equal(torch.float32, result.dtype);
        Assert.Equal(Layout.IsChannelsLast(direct), Layout.IsChannelsLast(result));
        Assert.True(parsed.Operation.Off(result, operands, parsed.Settings) < 1e-5);
    }

    [Theory]
    [InlineData("conv2d 1x20x9x9:last 33x20x3x3:last / 2 2 1 1 1 1 1 0 0 / Float32 1")]
    [InlineData("conv2d 1x6x14x14 9x2x3x3 9 / 1 1 2 2 2 2 3 0 0 / Float32 1")]
    [InlineData("conv_transpose2d 2x7x11x13 7x5x3x3 / 1 1 1 1 1 1 1 0 0 / Float32 1")]
    [InlineData("conv1x1 2x2048x7x5:last 900x2048x1x1 900 / 1 1 0 0 1 1 1 0 0 / Float32 1")]
    [InlineData("linear 2x40 11x40 11 / / Float32 1")]
    [InlineData("linear_transposed 2x11 11x1040 / / Float32 1")]
    [InlineData("avg_pool2d 2x5x8x8:last / 2 2 2 2 0 0 1 0 / Float32 1")]
    public void One_wrong_value_shows(string call)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(7);
        OperationCall parsed = OperationCall.Parse(call);
        torch.Tensor[] operands =
        [
            .. parsed
                .Operands.Select(o => torch.randn(o.Shape, generator: generator))
                .Zip(parsed.Operands, (t, o) => o.IsLast ? Layout.ChannelsLast(t) : t),
        ];
        torch.Tensor result = parsed.Operation.Run(new Libtorch(), operands, parsed.Settings).contiguous();
        torch.Tensor last = result.view(-1)[-1];

        last.add_(result.abs().max());
        double wrong = parsed.Operation.Off(result, operands, parsed.Settings);
        last.fill_(float.NaN);

        Assert.True(wrong > 10 * Trial.Tolerance, $"seen as {wrong:e1}");
        Assert.Equal(double.PositiveInfinity, parsed.Operation.Off(result, operands, parsed.Settings));
    }

    [Fact]
    public void A_line_that_is_no_operation_is_refused_with_the_form_it_should_have()
    {
        FormatException refused = Assert.Throws<FormatException>(() => OperationCall.Parse("conv9d 1x2 / 3 / Float32 1"));

        Assert.Contains("name, operands, settings, type and threads", refused.Message, StringComparison.Ordinal);
    }
}
