namespace WhiteBoxLab;

/// <summary>A layer that hands on what it reads.</summary>
public abstract class NeutralLayer : Layer
{
    /// <summary>A layer that changes nothing.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="inputs">The layer it reads.</param>
    protected NeutralLayer(string name, params IReadOnlyList<string> inputs)
        : base(name, inputs) { }

    internal sealed override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal sealed override long[] ShapeOf(IReadOnlyList<long[]> inputs) => Require.One(this, inputs);

    internal sealed override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return inputs[0].alias();
    }

    internal sealed override bool SharesSignal => true;

    internal sealed override Tensor?[] Backward(LayerCall call, Tensor signal) => [signal];
}
