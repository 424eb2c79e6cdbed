namespace WhiteBoxLab;

/// <summary>A transposed convolution of libtorch's: signal [N, O, H, W], weight [O, C/groups, KH, KW].</summary>
internal sealed class TransposedOperation : Operation
{
    internal override IReadOnlyList<Way> Ways => [Way.Direct, Way.OtherLayout, Way.PaddedChannels, Way.Unfolded, Way.Double];

    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings) =>
        libtorch.TransposedConvolution(operands[0], operands[1], Sliding.Of(settings));

    private protected override Tensor Padded(Libtorch libtorch, Tensor[] operands, long[] settings)
    {
        Tensor weight = operands[1];
        return settings[6] != 1
            ? Run(libtorch, operands, settings)
            : ChannelPadding.Without(
                Run(libtorch, [ChannelPadding.Of(operands[0], 1), ChannelPadding.Of(ChannelPadding.Of(weight, 0), 1)], settings),
                weight.shape[1]
            );
    }

    private protected override Tensor Unfolded(Libtorch libtorch, Tensor[] operands, long[] settings)
    {
        (Tensor signal, Tensor weight, Sliding s) = (operands[0], operands[1], Sliding.Of(settings));
        Tensor rows = weight.contiguous().view(s.Groups, weight.shape[0] / s.Groups, -1).transpose(1, 2).repeat(signal.shape[0], 1, 1);
        Tensor columns = libtorch.Products(rows, signal.contiguous().view(signal.shape[0] * s.Groups, weight.shape[0] / s.Groups, -1));
        return Windows.Fold(columns.view(signal.shape[0], -1, signal.shape[2] * signal.shape[3]), signal.shape, weight.shape, s);
    }

    /// <summary>
    /// A random sum over the output's channels: over the signal's channels first, at every tap of the kernel, then each tap at its place.
    /// </summary>
    internal override double Off(Tensor result, Tensor[] operands, long[] settings)
    {
        (Tensor signal, Tensor weight, Sliding s) = (operands[0], operands[1], Sliding.Of(settings));
        if (s.Groups != 1)
            return base.Off(result, operands, settings);
        Tensor signs = Signs.Of(weight.shape[1]);
        Tensor sum = Signs.Sum(signs, weight).flatten(1); // [O, KH KW]
        Tensor taps = sum.t().matmul(signal.to(float64).contiguous().flatten(2));
        return Distance(
            Signs.Sum(signs, result),
            Windows.Fold(taps, signal.shape, [weight.shape[0], 1, weight.shape[2], weight.shape[3]], s)
        );
    }
}
