namespace WhiteBoxLab;

/// <summary>The sum of two layers of the same shape: a residual connection.</summary>
[Op("add")]
public sealed class Add : Layer
{
    /// <summary>A sum.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="first">One layer.</param>
    /// <param name="second">The other.</param>
    public Add(string name, string first, string second)
        : base(name, first, second) { }

    internal Add(LayerSource source)
        : base(source.Name, source.Inputs) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => !inputsAreNonNegative.Contains(false);

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        if (inputs.Count != 2)
            throw new NetworkException($"Layer '{Name}' (add) reads two layers; it is given {inputs.Count}.");
        return inputs[0].SequenceEqual(inputs[1])
            ? inputs[0]
            : throw new NetworkException(
                $"Layer '{Name}' adds '{Inputs[0]}' of shape {Require.Shape(inputs[0])} and '{Inputs[1]}' of shape "
                    + $"{Require.Shape(inputs[1])}; they must be equal."
            );
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return Fused.Serves(inputs) && !inputs[0].requires_grad && !inputs[1].requires_grad
            ? Fused.Of(new InPlace.Sum(), inputs[0], inputs[1], overwrite: false)
            : inputs[0] + inputs[1];
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [signal, signal];
}
