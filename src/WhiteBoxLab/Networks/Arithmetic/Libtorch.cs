namespace WhiteBoxLab;

/// <summary>The operations of libtorch that are checked before they are believed. Tests put another one in its place.</summary>
internal class Libtorch
{
    internal virtual Tensor Convolution(Tensor input, Tensor weight, Tensor? bias, Sliding sliding) =>
        F.conv2d(input, weight, bias, sliding.Stride.ToArray(), sliding.Padding.ToArray(), sliding.Dilation.ToArray(), sliding.Groups);

    internal virtual Tensor TransposedConvolution(Tensor signal, Tensor weight, Sliding sliding) =>
        F.conv_transpose2d(
            signal,
            weight,
            null,
            sliding.Stride.ToArray(),
            sliding.Padding.ToArray(),
            sliding.Remainder.ToArray(),
            sliding.Dilation.ToArray(),
            sliding.Groups
        );

    /// <summary>a b + bias, of matrices.</summary>
    internal virtual Tensor Product(Tensor a, Tensor b, Tensor? bias) => bias is null ? a.mm(b) : addmm(bias, a, b, 1f, 1f);

    /// <summary>Many products of matrices.</summary>
    internal virtual Tensor Products(Tensor a, Tensor b) => a.bmm(b);
}
