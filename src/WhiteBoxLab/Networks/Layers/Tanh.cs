namespace WhiteBoxLab;

/// <summary>The hyperbolic tangent.</summary>
[Op("tanh")]
public sealed class Tanh : Activation
{
    /// <summary>A hyperbolic tangent.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Tanh(string name, string input)
        : base(name, input) { }

    internal Tanh(LayerSource source)
        : base(source) { }

    internal override Tensor Apply(Tensor input) => input.tanh();

    internal override Tensor Derivative(Tensor input, Tensor output) => 1 - output.square();

    internal override Tensor SecondDerivative(LayerCall call) => -2 * call.Output * (1 - call.Output.square());
}
