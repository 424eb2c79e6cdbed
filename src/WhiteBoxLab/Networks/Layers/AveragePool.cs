using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>The mean of each window.</summary>
[Op("avg_pool2d")]
public sealed class AveragePool : Layer
{
    /// <summary>An average pooling.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="kernel">Size of the window.</param>
    /// <param name="stride">Step of the window. Defaults to its size.</param>
    /// <param name="padding">Zeros at each side. Defaults to 0.</param>
    /// <param name="countPadding">Whether the zeros count in the mean. Defaults to yes.</param>
    /// <param name="ceil">Whether a last window may reach over the edge; what lies beyond never counts. Defaults to no.</param>
    public AveragePool(
        string name,
        string input,
        Size2 kernel,
        Size2? stride = null,
        Size2? padding = null,
        bool countPadding = true,
        bool ceil = false
    )
        : base(name, input) => (Kernel, Stride, Padding, CountPadding, Ceil) = (kernel, stride ?? kernel, padding ?? 0, countPadding, ceil);

    internal AveragePool(LayerSource source)
        : base(source.Name, source.Inputs)
    {
        Kernel = source.Size("kernel");
        (Stride, Padding, CountPadding) = (
            source.Size("stride", Kernel),
            source.Size("padding", 0),
            source.Flag("count_include_pad", true)
        );
        Ceil = source.Flag("ceil_mode", false);
    }

    /// <summary>Size of the window.</summary>
    public Size2 Kernel { get; }

    /// <summary>Step of the window.</summary>
    public Size2 Stride { get; }

    /// <summary>Zeros at each side.</summary>
    public Size2 Padding { get; }

    /// <summary>Whether the zeros count in the mean.</summary>
    public bool CountPadding { get; }

    /// <summary>Whether a last window may reach over the edge.</summary>
    public bool Ceil { get; }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        long[] shape = Require.Picture(this, inputs);
        long height = Window.CountPools(this, shape[1], Kernel.Height, Stride.Height, Padding.Height, ceil: Ceil);
        return [shape[0], height, Window.CountPools(this, shape[2], Kernel.Width, Stride.Width, Padding.Width, ceil: Ceil)];
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return Arithmetic.Run("avg_pool2d", Settings, inputs[0]);
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) =>
        [Arithmetic.Run("avg_pool2d_backward", Settings, signal, call.Input())];

    private long[] Settings => [.. Kernel.ToArray(), .. Stride.ToArray(), .. Padding.ToArray(), CountPadding ? 1 : 0, Ceil ? 1 : 0];

    internal override void Write(JsonObject json)
    {
        json["kernel"] = Kernel.ToJson();
        json["stride"] = Stride.ToJson();
        json["padding"] = Padding.ToJson();
        json["count_include_pad"] = CountPadding;
        json["ceil_mode"] = Ceil;
    }
}
