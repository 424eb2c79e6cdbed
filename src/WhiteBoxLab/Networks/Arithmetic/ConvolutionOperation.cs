namespace WhiteBoxLab;

/// <summary>A convolution of libtorch's: input [N, C, H, W], weight [O, C/groups, KH, KW], perhaps a bias [O].</summary>
internal sealed class ConvolutionOperation : Operation
{
    internal override IReadOnlyList<Way> Ways => [Way.Direct, Way.OtherLayout, Way.PaddedChannels, Way.Unfolded, Way.Double];

    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings) =>
        libtorch.Convolution(operands[0], operands[1], operands.ElementAtOrDefault(2), Sliding.Of(settings));

    private protected override Tensor Padded(Libtorch libtorch, Tensor[] operands, long[] settings)
    {
        Tensor weight = operands[1];
        if (settings[6] != 1)
            return Run(libtorch, operands, settings);
        long outputs = weight.shape[0];
        Tensor[] padded =
        [
            ChannelPadding.Of(operands[0], 1),
            ChannelPadding.Of(ChannelPadding.Of(weight, 0), 1),
            .. operands.Skip(2).Select(b => ChannelPadding.Of(b, 0)),
        ];
        return ChannelPadding.Without(Run(libtorch, padded, settings), outputs);
    }

    private protected override Tensor Unfolded(Libtorch libtorch, Tensor[] operands, long[] settings)
    {
        (Tensor input, Tensor weight, Sliding s) = (operands[0], operands[1], Sliding.Of(settings));
        long[] size = Windows.Output(input.shape, weight.shape, s);
        Tensor columns = Windows.Unfold(input, weight.shape, s).view(input.shape[0] * s.Groups, -1, size[0] * size[1]);
        Tensor rows = weight.contiguous().view(s.Groups, weight.shape[0] / s.Groups, -1).repeat(input.shape[0], 1, 1);
        Tensor product = libtorch.Products(rows, columns).view(input.shape[0], weight.shape[0], size[0], size[1]);
        return operands.Length > 2 ? product.add_(operands[2].view(-1, 1, 1)) : product;
    }

    /// <summary>
    /// A random sum over the output's channels is a convolution with one output channel: channels first, at every tap of the kernel, then
    /// the taps.
    /// </summary>
    internal override double Off(Tensor result, Tensor[] operands, long[] settings)
    {
        (Tensor weight, Sliding s) = (operands[1], Sliding.Of(settings));
        if (s.Groups != 1)
            return base.Off(result, operands, settings);
        (long height, long width) = (weight.shape[2], weight.shape[3]);
        Tensor signs = Signs.Of(weight.shape[0]);
        Tensor sum = signs.matmul(weight.contiguous().view(weight.shape[0], -1).to(float64)).view(weight.shape[1], -1).t(); // [KH KW, C]
        Tensor taps = sum.matmul(operands[0].to(float64).contiguous().flatten(2))
            .view(operands[0].shape[0], height * width, operands[0].shape[2], operands[0].shape[3]);
        Tensor right = new Libtorch().Convolution(taps, eye(height * width, dtype: float64).view(1, -1, height, width), null, s);
        if (operands.Length > 2)
            right = right.add_(signs.dot(operands[2].to(float64)));
        return Distance(Signs.Sum(signs, result), right);
    }
}
