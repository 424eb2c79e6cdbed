namespace WhiteBoxLab;

/// <summary>The mean of each window: input [N, C, H, W]; settings are kernel, stride, padding, 1 where zeros count, 1 for ceil.</summary>
internal sealed class AveragePoolOperation : Operation
{
    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings) =>
        F.avg_pool2d(
            operands[0],
            settings[..2],
            settings[2..4],
            settings[4..6],
            ceil_mode: settings[7] == 1,
            count_include_pad: settings[6] == 1
        );
}

/// <summary>Its transposition: signal [N, C, H', W'], input [N, C, H, W].</summary>
internal sealed class AveragePoolBackwardOperation : Operation
{
    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings) =>
        F.avg_pool2d_backward(
            operands[0],
            operands[1],
            settings[..2],
            settings[2..4],
            settings[4..6],
            ceil_mode: settings[7] == 1,
            count_include_pad: settings[6] == 1
        );
}

/// <summary>The largest value of each window: input [N, C, H, W]; settings are kernel, stride, padding, dilation, 1 for ceil.</summary>
internal sealed class MaxPoolOperation : Operation
{
    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings) => WithIndices(operands[0], settings).Values;

    /// <summary>The values and where they were.</summary>
    internal static (Tensor Values, Tensor Indices) WithIndices(Arithmetic arithmetic, Tensor input, long[] settings)
    {
        if (
            input.dtype == float64
            || input.device_type != DeviceType.CPU
            || arithmetic.WayOf("max_pool2d", [input], settings) == Way.Direct
        )
            return WithIndices(input, settings);
        (Tensor values, Tensor indices) = WithIndices(input.to(float64), settings);
        return (values.to(input.dtype), indices);
    }

    private static (Tensor Values, Tensor Indices) WithIndices(Tensor input, long[] settings) =>
        F.max_pool2d_with_indices(input, settings[..2], settings[2..4], settings[4..6], settings[6..8], settings[8] == 1);
}
