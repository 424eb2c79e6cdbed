namespace WhiteBoxLab;

/// <summary>The mean of each channel over all positions, kept as [C, 1, 1].</summary>
[Op("global_avg_pool")]
public sealed class GlobalAveragePool : Layer
{
    /// <summary>A global average pooling.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public GlobalAveragePool(string name, string input)
        : base(name, input) { }

    internal GlobalAveragePool(LayerSource source)
        : base(source.Name, source.Inputs) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) => [Require.Picture(this, inputs)[0], 1, 1];

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return inputs[0].mean([2, 3], keepdim: true);
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor input = call.Input();
        return [Layout.As((signal / (input.shape[2] * input.shape[3])).expand(input.shape), input)];
    }
}
