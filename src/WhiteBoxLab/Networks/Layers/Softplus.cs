namespace WhiteBoxLab;

/// <summary>log(1 + exp(x)).</summary>
[Op("softplus")]
public sealed class Softplus : Activation
{
    /// <summary>A softplus.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Softplus(string name, string input)
        : base(name, input) { }

    internal Softplus(LayerSource source)
        : base(source) { }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => true;

    private static Tensor SoftplusDerivative(Tensor x) => x.sigmoid().masked_fill_(x.gt(20), 1);

    internal override Tensor Apply(Tensor input) => F.softplus(input, 1, 20);

    internal override Tensor Derivative(Tensor input, Tensor output) => SoftplusDerivative(input);

    internal override Tensor SecondDerivative(LayerCall call)
    {
        Tensor x = call.Input(),
            s = x.sigmoid();
        return (s * (1 - s)).masked_fill_(x.gt(20), 0);
    }
}
