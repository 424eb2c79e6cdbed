namespace WhiteBoxLab;

/// <summary>The transposition of a 1 x 1 convolution, as a product of matrices: signal [N, O, H, W], weight [O, C, 1, 1].</summary>
internal sealed class PointwiseTransposedOperation : Operation
{
    internal override IReadOnlyList<Way> Ways => [Way.Direct, Way.OtherLayout, Way.Double];

    internal override Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings)
    {
        (Tensor signal, Sliding s, bool last) = (operands[0], Sliding.Of(settings), Layout.IsChannelsLast(operands[0]));
        Tensor dense = Pointwise.Of(libtorch, signal, operands[1].flatten(1).t(), null, last);
        return s.Stride == 1 ? dense : Pointwise.Spread(dense, s, last);
    }
}
