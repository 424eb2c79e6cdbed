namespace WhiteBoxLab;

/// <summary>
/// Zeros as further channels, up to a multiple of 16: what libtorch lays out in blocks is then never read where nobody has written.
/// </summary>
internal static class ChannelPadding
{
    private const long Block = 16;

    /// <summary>With as many zeros as are missing, laid out as before.</summary>
    internal static Tensor Of(Tensor tensor, int dimension)
    {
        long more = (Block - (tensor.shape[dimension] % Block)) % Block;
        if (more == 0)
            return tensor;
        long[] shape = [.. tensor.shape];
        shape[dimension] = more;
        return Layout.As(cat([tensor, zeros(shape, tensor.dtype, tensor.device)], dimension), tensor);
    }

    /// <summary>The first channels.</summary>
    internal static Tensor Without(Tensor padded, long channels) =>
        padded.shape[1] == channels ? padded : Layout.As(padded.narrow(1, 0, channels), padded);
}
