namespace WhiteBoxLab;

/// <summary>
/// A picture at another size. Rows and columns are weighed apart: P_h x P_w', so that the transpose is P_h' g P_w.
/// </summary>
public abstract class ResamplingLayer : Layer
{
    /// <summary>A change of size.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="size">Size of the output.</param>
    protected ResamplingLayer(string name, string input, Size2 size)
        : base(name, input) => Size = size;

    internal ResamplingLayer(LayerSource source)
        : base(source.Name, source.Inputs) => Size = source.Size("size");

    /// <summary>Size of the output.</summary>
    public Size2 Size { get; }

    internal sealed override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal sealed override long[] ShapeOf(IReadOnlyList<long[]> inputs) =>
        Size is { Height: > 0, Width: > 0 }
            ? [Require.Picture(this, inputs)[0], Size.Height, Size.Width]
            : throw new NetworkException($"Layer '{Name}' has the size {Size}; it starts at 1.");

    internal sealed override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor input = call.Input();
        using Tensor rows = Matrix(input.shape[2], Size.Height, signal),
            columns = Matrix(input.shape[3], Size.Width, signal);
        return [Layout.As(rows.t().matmul(signal).matmul(columns), input)];
    }

    /// <summary>What each of the positions that it makes takes from each that it reads, row by row.</summary>
    private protected abstract double[] Shares(long from, long to);

    private Tensor Matrix(long from, long to, Tensor like) => tensor(Shares(from, to), [to, from], like.dtype, like.device);
}
