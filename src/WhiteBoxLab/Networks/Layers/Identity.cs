namespace WhiteBoxLab;

/// <summary>Nothing happens here; stands where a canonizer has merged a layer into the one before it.</summary>
[Op("identity")]
public sealed class Identity : Layer
{
    /// <summary>A layer that changes nothing.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Identity(string name, string input) : base(name, input) { }

    internal Identity(LayerSource source) : base(source.Name, source.Inputs) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) => Require.One(this, inputs);

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return inputs[0].alias();
    }

    internal override bool SharesSignal => true;

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [signal];
}
