namespace WhiteBoxLab;

/// <summary>The windows of a sliding kernel, written out.</summary>
internal static class Windows
{
    /// <summary>[H', W'] of a convolution.</summary>
    internal static long[] Output(long[] input, long[] weight, Sliding s) =>
        [
            Window.Count(input[2], weight[2], s.Stride.Height, s.Padding.Height, s.Dilation.Height),
            Window.Count(input[3], weight[3], s.Stride.Width, s.Padding.Width, s.Dilation.Width),
        ];

    /// <summary>[N, C KH KW, H' W'].</summary>
    internal static Tensor Unfold(Tensor input, long[] weight, Sliding s) =>
        F.unfold(
            input.contiguous(),
            (weight[2], weight[3]),
            (s.Dilation.Height, s.Dilation.Width),
            (s.Padding.Height, s.Padding.Width),
            (s.Stride.Height, s.Stride.Width)
        );

    /// <summary>[N, C, H, W] of a transposed convolution, from what its windows hold.</summary>
    internal static Tensor Fold(Tensor columns, long[] signal, long[] weight, Sliding s) =>
        F.fold(
            columns,
            (
                Window.Reach(signal[2], weight[2], s.Stride.Height, s.Padding.Height, s.Dilation.Height) + s.Remainder.Height,
                Window.Reach(signal[3], weight[3], s.Stride.Width, s.Padding.Width, s.Dilation.Width) + s.Remainder.Width
            ),
            (weight[2], weight[3]),
            (s.Dilation.Height, s.Dilation.Width),
            (s.Padding.Height, s.Padding.Width),
            (s.Stride.Height, s.Stride.Width)
        );
}
