namespace WhiteBoxLab;

/// <summary>
/// The product of two layers, value by value; a layer of shape [C, 1, 1] is stretched over the positions of the other (squeeze and
/// excitation).
/// </summary>
[Op("mul")]
public sealed class Multiply : Layer
{
    /// <summary>A product.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="first">One layer.</param>
    /// <param name="second">The other.</param>
    public Multiply(string name, string first, string second)
        : base(name, first, second) { }

    internal Multiply(LayerSource source)
        : base(source.Name, source.Inputs) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => !inputsAreNonNegative.Contains(false);

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        if (inputs.Count != 2)
            throw new NetworkException($"Layer '{Name}' (mul) reads two layers; it is given {inputs.Count}.");
        long[] a = inputs[0],
            b = inputs[1];
        if (a.Length != b.Length || a.Zip(b).Any(p => p.First != p.Second && p.First != 1 && p.Second != 1))
            throw new NetworkException(
                $"Layer '{Name}' multiplies '{Inputs[0]}' of shape {Require.Shape(a)} and '{Inputs[1]}' of shape "
                    + $"{Require.Shape(b)}; each size must be equal or 1."
            );
        return [.. a.Zip(b, Math.Max)];
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return inputs[0] * inputs[1];
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) =>
        [
            call.Wanted[0] ? SumTo(signal * call.Input(1), call.Input(0).shape) : null,
            call.Wanted[1] ? SumTo(signal * call.Input(0), call.Input(1).shape) : null,
        ];

    internal override Tensor Tangent(LayerCall call, Tensor?[] tangents)
    {
        Tensor?[] parts =
        [
            tangents[0] is { } first ? first * call.Input(1) : null,
            tangents[1] is { } second ? second * call.Input(0) : null,
        ];
        return parts.OfType<Tensor>().Aggregate((a, b) => a + b);
    }

    internal override Tensor?[] SecondOrder(LayerCall call, Tensor?[] tangents, Tensor outputTangent, Tensor signal) =>
        [
            tangents[1] is { } second ? SumTo(signal * second, call.Input(0).shape) : null,
            tangents[0] is { } first ? SumTo(signal * first, call.Input(1).shape) : null,
        ];

    private static Tensor SumTo(Tensor signal, long[] shape)
    {
        long[] stretched = [.. Enumerable.Range(0, shape.Length).Where(i => shape[i] != signal.shape[i]).Select(i => (long)i)];
        return stretched.Length == 0 ? signal : signal.sum(stretched, keepdim: true);
    }
}
