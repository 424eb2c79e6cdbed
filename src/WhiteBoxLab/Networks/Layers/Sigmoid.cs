namespace WhiteBoxLab;

/// <summary>1 / (1 + exp(-x)).</summary>
[Op("sigmoid")]
public sealed class Sigmoid : Activation
{
    /// <summary>A sigmoid.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Sigmoid(string name, string input)
        : base(name, input) { }

    internal Sigmoid(LayerSource source)
        : base(source) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => true;

    internal override Tensor Apply(Tensor input) => input.sigmoid();

    internal override Tensor Derivative(Tensor input, Tensor output) => output * (1 - output);

    internal override Tensor SecondDerivative(LayerCall call) => call.Output * (1 - call.Output) * (1 - (2 * call.Output));
}
