namespace WhiteBoxLab;

/// <summary>
/// 1 x 1 convolutions as products of matrices, in both layouts: libtorch's convolution lays its input out anew first where pictures lie
/// channel by channel, and where channels lie last it is wrong on some processors.
/// </summary>
internal static class Pointwise
{
    /// <summary>matrix [O, C] at every position of a picture [N, C, H, W].</summary>
    internal static Tensor Of(Libtorch libtorch, Tensor input, Tensor matrix, Tensor? bias, bool channelsLast) =>
        channelsLast ? Rows(libtorch, input, matrix, bias) : Columns(libtorch, input, matrix, bias);

    /// <summary>Every position that a stride hits.</summary>
    internal static Tensor Every(Tensor picture, Size2 stride) =>
        stride == 1
            ? picture
            : picture[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(step: stride.Height), TensorIndex.Slice(step: stride.Width)];

    /// <summary>A picture with these values at the positions that a stride hits, zeros elsewhere.</summary>
    internal static Tensor Spread(Tensor values, Sliding s, bool channelsLast)
    {
        (long height, long width) = (
            ((values.shape[2] - 1) * s.Stride.Height) + 1 + s.Remainder.Height,
            ((values.shape[3] - 1) * s.Stride.Width) + 1 + s.Remainder.Width
        );
        Tensor spread = channelsLast
            ? zeros([values.shape[0], height, width, values.shape[1]], values.dtype, values.device).permute(0, 3, 1, 2)
            : zeros([values.shape[0], values.shape[1], height, width], values.dtype, values.device);
        Every(spread, s.Stride).copy_(values);
        return spread;
    }

    private static Tensor Rows(Libtorch libtorch, Tensor input, Tensor matrix, Tensor? bias)
    {
        (long count, long channels, long height, long width) = (input.size(0), input.size(1), input.size(2), input.size(3));
        Tensor rows = Layout.IsChannelsLast(input)
            ? input.as_strided([count * height * width, channels], [channels, 1], input.storage_offset())
            : input.permute(0, 2, 3, 1).reshape(-1, channels);
        return libtorch.Product(rows, matrix.t(), bias).view(count, height, width, matrix.size(0)).permute(0, 3, 1, 2);
    }

    private static Tensor Columns(Libtorch libtorch, Tensor input, Tensor matrix, Tensor? bias)
    {
        (long count, long channels, long height, long width) = (input.size(0), input.size(1), input.size(2), input.size(3));
        Tensor product =
            count == 1
                ? libtorch.Product(matrix, input.reshape(channels, -1), bias?.unsqueeze(1))
                : libtorch.Products(matrix.expand(count, -1, -1), input.flatten(2));
        if (count > 1 && bias is not null)
            product.add_(bias.view(-1, 1));
        return product.view(count, matrix.size(0), height, width);
    }
}
