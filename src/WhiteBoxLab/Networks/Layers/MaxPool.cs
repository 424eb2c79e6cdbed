using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>The largest value of each window. Backward it goes to the first largest position in row-major order.</summary>
[Op("max_pool2d")]
public sealed class MaxPool : Layer
{
    /// <summary>A max pooling.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="kernel">Size of the window.</param>
    /// <param name="stride">Step of the window. Defaults to its size.</param>
    /// <param name="padding">Positions at each side, never chosen. Defaults to 0.</param>
    public MaxPool(string name, string input, Size2 kernel, Size2? stride = null, Size2? padding = null)
        : base(name, input) => (Kernel, Stride, Padding) = (kernel, stride ?? kernel, padding ?? 0);

    internal MaxPool(LayerSource source) : base(source.Name, source.Inputs)
    {
        Kernel = source.Size("kernel");
        (Stride, Padding) = (source.Size("stride", Kernel), source.Size("padding", 0));
    }

    /// <summary>Size of the window.</summary>
    public Size2 Kernel { get; }

    /// <summary>Step of the window.</summary>
    public Size2 Stride { get; }

    /// <summary>Positions at each side, never chosen.</summary>
    public Size2 Padding { get; }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        long[] shape = Require.Picture(this, inputs);
        long height = Count(shape[1], Kernel.Height, Stride.Height, Padding.Height);
        return [shape[0], height, Count(shape[2], Kernel.Width, Stride.Width, Padding.Width)];
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        Tensor input = inputs[0];
        (Tensor output, memory) = Lanes.Serves(input) && !input.requires_grad && input.shape[2] * input.shape[3] < 1 << 24 // positions that float32 holds
            ? new MaxPoolKernel((input.shape[2], input.shape[3]), (Count(input.shape[2], Kernel.Height, Stride.Height, Padding.Height), Count(input.shape[3], Kernel.Width, Stride.Width, Padding.Width)), Kernel, Stride, Padding).Run(input)
            : MaxPoolOperation.WithIndices(Arithmetic, input, [.. Kernel.ToArray(), .. Stride.ToArray(), .. Padding.ToArray()]);
        return output;
    }

    private long Count(long size, long kernel, long stride, long padding) => Window.CountPools(this, size, kernel, stride, padding);

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [Scatter(signal, call.Memory!, call.Input())]; // made by Forward

    internal override Tensor Tangent(LayerCall call, Tensor?[] tangents) => Gather(tangents[0]!, call.Memory!); // the only input moves, or nobody asks; made by Forward

    /// <summary>The value at the position that each window chose.</summary>
    internal static Tensor Gather(Tensor values, Tensor indices) => values.flatten(2).gather(2, indices.flatten(2)).view(indices.shape);

    /// <summary>
    /// Each value at the position that its window chose. Overlapping windows may choose one position several times: they add up.
    /// </summary>
    internal static Tensor Scatter(Tensor signal, Tensor indices, Tensor like)
    {
        if (Fused.Serves(signal, like) && Layout.IsChannelsLast(indices) && !signal.requires_grad)
            return MaxPoolScatter.ByPosition(signal, indices, zeros_like(like));
        Tensor flat = zeros([like.shape[0], like.shape[1], like.shape[2] * like.shape[3]], signal.dtype, signal.device);
        if (Lanes.Serves(signal, flat) && indices.is_contiguous() && !signal.requires_grad)
            MaxPoolScatter.ByChannel(signal, indices, flat);
        else
            flat.scatter_add_(2, indices.flatten(2), signal.flatten(2));
        return flat.view(like.shape);
    }

    internal override void Write(JsonObject json)
    {
        json["kernel"] = Kernel.ToJson();
        json["stride"] = Stride.ToJson();
        json["padding"] = Padding.ToJson();
    }
}
