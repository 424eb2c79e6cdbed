namespace WhiteBoxLab;

/// <summary>A function applied to each value on its own.</summary>
public abstract class Activation : Layer
{
    /// <summary>An activation of a name that reads one layer.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    protected Activation(string name, string input)
        : base(name, input) { }

    internal Activation(LayerSource source)
        : base(source.Name, source.Inputs) { }

    internal sealed override long[] ShapeOf(IReadOnlyList<long[]> inputs) => Require.One(this, inputs);

    internal sealed override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return Apply(inputs[0]);
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [call.Times(signal, Derivative(call.Input(), call.Output))];

    // the only input moves, or nobody asks
    internal override Tensor Tangent(LayerCall call, Tensor?[] tangents) => tangents[0]! * Derivative(call.Input(), call.Output);

    internal sealed override Tensor?[]? SecondOrder(LayerCall call, Tensor?[] tangents, Tensor outputTangent, Tensor signal) =>
        SecondDerivative(call) is { } second ? [second.mul_(tangents[0]!).mul_(signal)] : null; // the only input moves, or nobody asks

    /// <summary>The function's second derivative at the input of a call, a new tensor; null where it is 0 almost everywhere.</summary>
    internal virtual Tensor? SecondDerivative(LayerCall call) => null;

    /// <summary>The function's values.</summary>
    internal abstract Tensor Apply(Tensor input);

    /// <summary>
    /// The function's derivative at <paramref name="input"/>, where <paramref name="output"/> is its value. At a kink the derivative is 0.
    /// </summary>
    internal abstract Tensor Derivative(Tensor input, Tensor output);
}
