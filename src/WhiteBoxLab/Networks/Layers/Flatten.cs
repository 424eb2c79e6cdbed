namespace WhiteBoxLab;

/// <summary>[C, H, W] as one row [C H W].</summary>
[Op("flatten")]
public sealed class Flatten : Layer
{
    /// <summary>A flattening.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Flatten(string name, string input)
        : base(name, input) { }

    internal Flatten(LayerSource source)
        : base(source.Name, source.Inputs) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) => [Require.One(this, inputs).Aggregate(1L, (a, b) => a * b)];

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return inputs[0].flatten(1);
    }

    internal override bool SharesSignal => true;

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [Layout.As(signal.reshape(call.Input().shape), call.Input())];
}
