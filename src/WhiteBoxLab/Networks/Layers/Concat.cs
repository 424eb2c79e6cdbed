namespace WhiteBoxLab;

/// <summary>Layers side by side along their channels.</summary>
[Op("concat")]
public sealed class Concat : Layer
{
    /// <summary>A concatenation.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="inputs">The layers, in order.</param>
    public Concat(string name, params IReadOnlyList<string> inputs)
        : base(name, inputs) { }

    internal Concat(LayerSource source)
        : base(source.Name, source.Inputs) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => !inputsAreNonNegative.Contains(false);

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        if (inputs.Count == 0)
            throw new NetworkException($"Layer '{Name}' (concat) puts nothing side by side; give it one layer or more.");
        for (int i = 1; i < inputs.Count; i++)
            if (!inputs[i][1..].SequenceEqual(inputs[0][1..]))
                throw new NetworkException(
                    $"Layer '{Name}' puts '{Inputs[0]}' of shape {Require.Shape(inputs[0])} beside '{Inputs[i]}' of shape "
                        + $"{Require.Shape(inputs[i])}; only the channels may differ."
                );
        return [inputs.Sum(s => s[0]), .. inputs[0][1..]];
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return cat(inputs, 1);
    }

    internal override bool SharesSignal => true;

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor?[] parts = new Tensor?[Inputs.Count];
        long start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            long count = call.Input(i).shape[1];
            parts[i] = call.Wanted[i] ? Layout.As(signal.narrow(1, start, count), call.Input(i)) : null;
            start += count;
        }
        return parts;
    }
}
