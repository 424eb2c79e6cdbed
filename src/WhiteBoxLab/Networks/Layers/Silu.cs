namespace WhiteBoxLab;

/// <summary>x sigmoid(x).</summary>
[Op("silu")]
public sealed class Silu : Activation
{
    /// <summary>A SiLU (swish).</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Silu(string name, string input)
        : base(name, input) { }

    internal Silu(LayerSource source)
        : base(source) { }

    private static Tensor SiluDerivative(Tensor x)
    {
        using Tensor s = x.sigmoid();
        return s * (1 + (x * (1 - s)));
    }

    internal override Tensor Apply(Tensor input) => input * input.sigmoid();

    internal override Tensor Derivative(Tensor input, Tensor output) => SiluDerivative(input);

    internal override Tensor SecondDerivative(LayerCall call)
    {
        Tensor x = call.Input(),
            s = x.sigmoid();
        return s * (1 - s) * (2 + (x * (1 - (2 * s))));
    }
}
