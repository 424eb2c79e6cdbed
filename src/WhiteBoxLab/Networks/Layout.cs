namespace WhiteBoxLab;

/// <summary>
/// How pictures of the shape [N, C, H, W] lie in memory: channel by channel, or channels last, where the channels of one position lie side
/// by side. libtorch's convolutions are faster on the latter where they are dense, forward and back;
/// where each channel has a kernel of its own, our own kernels are faster on the former. A convolution's output lies as its weights do, so
/// that the layout of a network's weights decides for the whole run.
/// </summary>
internal static class Layout
{
    /// <summary>
    /// Whether the channels of each position lie side by side. A picture of one channel or of one position lies both ways, and counts as
    /// the other one.
    /// </summary>
    internal static bool IsChannelsLast(Tensor tensor)
    {
        if (tensor.dim() != 4 || tensor.is_contiguous())
            return false;
        // a whole shape is an array, and costs thirty times as much
        (long channels, long height, long width) = (tensor.size(1), tensor.size(2), tensor.size(3));
        return tensor.stride(1) == 1
            && tensor.stride(3) == channels
            && tensor.stride(2) == channels * width
            && tensor.stride(0) == channels * height * width;
    }

    /// <summary>A copy whose channels lie side by side.</summary>
    internal static Tensor ChannelsLast(Tensor picture) => picture.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    /// <summary>The same values, laid out as another tensor is; without a copy where they lie so.</summary>
    internal static Tensor As(Tensor tensor, Tensor other)
    {
        if (IsChannelsLast(other))
            return IsChannelsLast(tensor) ? tensor : ChannelsLast(tensor);
        return tensor.is_contiguous() ? tensor : tensor.contiguous();
    }

    /// <summary>Room for a tensor of other channels, laid out as this one is.</summary>
    internal static Tensor EmptyAs(Tensor tensor, long channels) =>
        IsChannelsLast(tensor)
            ? empty([tensor.shape[0], tensor.shape[2], tensor.shape[3], channels], tensor.dtype, tensor.device).permute(0, 3, 1, 2)
            : empty([tensor.shape[0], channels, .. tensor.shape[2..]], tensor.dtype, tensor.device);

    /// <summary>Whether a network's pictures are to lie channels last: on the processor, where no convolution has groups.</summary>
    internal static bool IsChannelsLastBetter(Network network) =>
        network.Device.type == DeviceType.CPU && network.Layers.OfType<Convolution>().All(c => c.Groups == 1);
}
