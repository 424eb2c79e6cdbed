namespace WhiteBoxLab;

/// <summary>The arithmetic of sliding windows.</summary>
internal static class Window
{
    /// <summary>How many windows fit.</summary>
    internal static long Count(Layer layer, long size, long kernel, long stride, long padding, long dilation = 1)
    {
        if (kernel < 1 || stride < 1 || padding < 0 || dilation < 1)
            throw new NetworkException(
                $"Layer '{layer.Name}' has a window of {kernel} with stride {stride}, padding {padding} and dilation {dilation}"
                    + $"; window, stride and dilation start at 1, padding at 0."
            );
        long span = Span(kernel, dilation);
        return size + (2 * padding) < span
            ? throw new NetworkException(
                $"Layer '{layer.Name}' has a window of {span}, which does not fit into {size} positions with a padding of {padding}."
            )
            : Count(size, kernel, stride, padding, dilation);
    }

    /// <summary>How many windows fit, where that is known to make sense.</summary>
    internal static long Count(long size, long kernel, long stride, long padding, long dilation) =>
        ((size + (2 * padding) - Span(kernel, dilation)) / stride) + 1;

    /// <summary>How many positions so many windows reach: the size of the transposed operation without its output padding.</summary>
    internal static long Reach(long count, long kernel, long stride, long padding, long dilation) =>
        ((count - 1) * stride) - (2 * padding) + Span(kernel, dilation);

    /// <summary>
    /// How many windows of a pooling fit: none may lie wholly in the padding. With <paramref name="ceil"/> one more where positions are
    /// left over, as long as it begins before the padding at the end.
    /// </summary>
    internal static long CountPools(Layer layer, long size, long kernel, long stride, long padding, long dilation = 1, bool ceil = false)
    {
        if (kernel > 0 && padding > kernel / 2)
            throw new NetworkException($"Layer '{layer.Name}' has a padding of {padding}; half its window of {kernel} is the most.");
        long count = Count(layer, size, kernel, stride, padding, dilation);
        bool isOver = ceil && Remainder(size, count, kernel, stride, padding, dilation) > 0 && count * stride < size + padding;
        return isOver ? count + 1 : count;
    }

    /// <summary>Positions at the end that no window reaches: the output padding of the transposed operation.</summary>
    internal static long Remainder(long size, long count, long kernel, long stride, long padding, long dilation = 1) =>
        size - Reach(count, kernel, stride, padding, dilation);

    private static long Span(long kernel, long dilation) => (dilation * (kernel - 1)) + 1;
}
