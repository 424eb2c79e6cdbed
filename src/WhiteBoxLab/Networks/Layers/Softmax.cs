namespace WhiteBoxLab;

/// <summary>Softmax over classes or channels (the first dimension after the batch).</summary>
[Op("softmax")]
public sealed class Softmax : Layer
{
    /// <summary>A softmax.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Softmax(string name, string input)
        : base(name, input) { }

    internal Softmax(LayerSource source)
        : base(source.Name, source.Inputs) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => true;

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) => Require.One(this, inputs);

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return inputs[0].softmax(1);
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [ToScores(call.Output, signal)];

    /// <summary>A signal at probabilities p handed down to the scores.</summary>
    internal static Tensor ToScores(Tensor p, Tensor signal) => p * (signal - (signal * p).sum([1], keepdim: true));

    internal override Tensor Tangent(LayerCall call, Tensor?[] tangents) => Backward(call, tangents[0]!)[0]!; // its Jacobian is symmetric

    internal override Tensor?[] SecondOrder(LayerCall call, Tensor?[] tangents, Tensor outputTangent, Tensor signal)
    {
        // Of y (s - <y, s>): y' (s - <y, s>) - y <y', s>.
        Tensor mean = (signal * call.Output).sum([1], keepdim: true),
            moved = (signal * outputTangent).sum([1], keepdim: true);
        return [(outputTangent * (signal - mean)).sub_(call.Output * moved)];
    }
}
