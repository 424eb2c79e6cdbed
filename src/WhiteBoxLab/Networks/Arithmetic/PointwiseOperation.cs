namespace WhiteBoxLab;

/// <summary>
/// A 1 x 1 convolution without groups and padding, as a product of matrices: input [N, C, H, W], weight [O, C, 1, 1], perhaps a bias [O].
/// </summary>
internal sealed class PointwiseOperation : Operation
{
    internal override IReadOnlyList<Way> Ways => [Way.Direct, Way.OtherLayout, Way.Double];

    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings)
    {
        Tensor input = Pointwise.Every(operands[0], Sliding.Of(settings).Stride);
        return Pointwise.Of(libtorch, input, operands[1].flatten(1), operands.ElementAtOrDefault(2), Layout.IsChannelsLast(operands[0]));
    }
}
