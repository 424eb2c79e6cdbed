using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// The mean of windows chosen so that the output has a given size: window i covers floor(i H / h) to ceil((i + 1) H / h).
/// </summary>
[Op("adaptive_avg_pool2d")]
public sealed class AdaptiveAveragePool : Layer
{
    /// <summary>An adaptive average pooling.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="size">Size of the output.</param>
    public AdaptiveAveragePool(string name, string input, Size2 size) : base(name, input) => Size = size;

    internal AdaptiveAveragePool(LayerSource source) : base(source.Name, source.Inputs) => Size = source.Size("size");

    /// <summary>Size of the output.</summary>
    public Size2 Size { get; }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) => Size is { Height: > 0, Width: > 0 }
        ? [Require.Picture(this, inputs)[0], Size.Height, Size.Width]
        : throw new NetworkException($"Layer '{Name}' has the size {Size}; it starts at 1.");

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return F.adaptive_avg_pool2d(inputs[0], Size.ToArray());
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        // Rows and columns are averaged apart: P_h x P_w', so the transpose is P_h' g P_w.
        Tensor input = call.Input();
        using Tensor rows = Means(input.shape[2], Size.Height, signal), columns = Means(input.shape[3], Size.Width, signal);
        return [Layout.As(rows.t().matmul(signal).matmul(columns), input)];
    }

    /// <summary>[windows, positions]: row i has the weights of window i.</summary>
    private static Tensor Means(long positions, long windows, Tensor like)
    {
        double[] means = new double[windows * positions];
        for (long i = 0; i < windows; i++)
        {
            long start = i * positions / windows, end = (((i + 1) * positions) + windows - 1) / windows;
            Array.Fill(means, 1.0 / (end - start), (int)((i * positions) + start), (int)(end - start));
        }
        return tensor(means, [windows, positions], like.dtype, like.device);
    }

    internal override void Write(JsonObject json) => json["size"] = Size.ToJson();
}
