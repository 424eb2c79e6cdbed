namespace WhiteBoxLab;

/// <summary>Dropout as it runs after training: it changes nothing.</summary>
[Op("dropout")]
public sealed class Dropout : Layer
{
    /// <summary>A dropout.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Dropout(string name, string input) : base(name, input) { }

    internal Dropout(LayerSource source) : base(source.Name, source.Inputs) => _ = source.Real("p", 0.5); // of training alone

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
