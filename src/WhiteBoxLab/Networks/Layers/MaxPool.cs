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
    /// <param name="dilation">Distance between the positions of a window. Defaults to 1.</param>
    /// <param name="ceil">Whether a last window may reach over the edge. Defaults to no.</param>
    public MaxPool(
        string name,
        string input,
        Size2 kernel,
        Size2? stride = null,
        Size2? padding = null,
        Size2? dilation = null,
        bool ceil = false
    )
        : base(name, input) => (Kernel, Stride, Padding, Dilation, Ceil) = (kernel, stride ?? kernel, padding ?? 0, dilation ?? 1, ceil);

    internal MaxPool(LayerSource source)
        : base(source.Name, source.Inputs)
    {
        Kernel = source.Size("kernel");
        (Stride, Padding) = (source.Size("stride", Kernel), source.Size("padding", 0));
        (Dilation, Ceil) = (source.Size("dilation", 1), source.Flag("ceil_mode", false));
    }

    /// <summary>Size of the window.</summary>
    public Size2 Kernel { get; }

    /// <summary>Step of the window.</summary>
    public Size2 Stride { get; }

    /// <summary>Positions at each side, never chosen.</summary>
    public Size2 Padding { get; }

    /// <summary>Distance between the positions of a window.</summary>
    public Size2 Dilation { get; }

    /// <summary>Whether a last window may reach over the edge.</summary>
    public bool Ceil { get; }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        long[] shape = Require.Picture(this, inputs);
        Size2 output = Output((shape[1], shape[2]));
        return [shape[0], output.Height, output.Width];
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        Tensor input = inputs[0];
        Size2 size = (input.shape[2], input.shape[3]);
        (Tensor output, memory) = IsOwn(input)
            ? new MaxPoolKernel(size, Output(size), Kernel, Stride, Padding).Run(input)
            : MaxPoolOperation.WithIndices(
                Arithmetic,
                input,
                [.. Kernel.ToArray(), .. Stride.ToArray(), .. Padding.ToArray(), .. Dilation.ToArray(), Ceil ? 1 : 0]
            );
        return output;
    }

    /// <summary>Whether our own kernel computes it: windows inside the picture, and positions that float32 holds.</summary>
    private bool IsOwn(Tensor input) =>
        ParallelLoops.Serves(input) && !input.requires_grad && input.shape[2] * input.shape[3] < 1 << 24 && Dilation == 1 && !Ceil;

    private Size2 Output(Size2 size) =>
        (
            Window.CountPools(this, size.Height, Kernel.Height, Stride.Height, Padding.Height, Dilation.Height, Ceil),
            Window.CountPools(this, size.Width, Kernel.Width, Stride.Width, Padding.Width, Dilation.Width, Ceil)
        );

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [Scatter(signal, call.Memory!, call.Input())]; // made by Forward

    // the only input moves, or nobody asks; made by Forward
    internal override Tensor Tangent(LayerCall call, Tensor?[] tangents) => Gather(tangents[0]!, call.Memory!);

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
        if (ParallelLoops.Serves(signal, flat) && indices.is_contiguous() && !signal.requires_grad)
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
        json["dilation"] = Dilation.ToJson();
        json["ceil_mode"] = Ceil;
    }
}
