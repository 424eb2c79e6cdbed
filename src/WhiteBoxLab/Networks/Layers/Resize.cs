using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A picture at another size, by nearest or bilinear interpolation (centres of pixels aligned, not corners).</summary>
[Op("resize")]
public sealed class Resize : Layer
{
    /// <summary>A change of size.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="size">The new size.</param>
    /// <param name="bilinear">Bilinear rather than nearest. Defaults to bilinear.</param>
    public Resize(string name, string input, Size2 size, bool bilinear = true) : base(name, input) => (Size, Bilinear) = (size, bilinear);

    internal Resize(LayerSource source) : base(source.Name, source.Inputs)
    {
        Size = source.Size("size");
        string mode = source.Word("mode", "bilinear");
        Bilinear = mode is "bilinear" or "nearest" ? mode == "bilinear" : throw new NetworkException($"Layer '{Name}' (resize) has the mode '{mode}'; there are bilinear and nearest.");
    }

    /// <summary>The new size.</summary>
    public Size2 Size { get; }

    /// <summary>Whether bilinear rather than nearest.</summary>
    public bool Bilinear { get; }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) => Size is { Height: > 0, Width: > 0 }
        ? [Require.Picture(this, inputs)[0], Size.Height, Size.Width]
        : throw new NetworkException($"Layer '{Name}' has the size {Size}; it starts at 1.");

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return Bilinear
            ? F.interpolate(inputs[0], Size.ToArray(), mode: InterpolationMode.Bilinear, align_corners: false)
            : F.interpolate(inputs[0], Size.ToArray(), mode: InterpolationMode.Nearest);
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        // Rows and columns are interpolated apart: A x B', so the transpose is A' g B.
        Tensor input = call.Input();
        using Tensor rows = Weights1(input.shape[2], Size.Height, signal), columns = Weights1(input.shape[3], Size.Width, signal);
        return [Layout.As(rows.t().matmul(signal).matmul(columns), input)];
    }

    /// <summary>[to, from]: row i has the weights with which position i is read.</summary>
    private Tensor Weights1(long from, long to, Tensor like)
    {
        double[] weights = new double[to * from];
        for (long i = 0; i < to; i++)
        {
            double at = Bilinear ? Math.Max(0, ((i + 0.5) * from / to) - 0.5) : i * from / to;
            long low = Math.Min((long)at, from - 1), high = Math.Min(low + 1, from - 1);
            weights[(i * from) + low] += 1 - (at - low);
            weights[(i * from) + high] += at - low;
        }
        return tensor(weights, [to, from], like.dtype, like.device);
    }

    internal override void Write(JsonObject json)
    {
        json["size"] = Size.ToJson();
        json["mode"] = Bilinear ? "bilinear" : "nearest";
    }
}
