namespace WhiteBoxLab;

/// <summary>x min(max(x + 3, 0), 6) / 6. Its derivative is 0 at -3 and 1 at 3.</summary>
[Op("hardswish")]
public sealed class HardSwish : Activation
{
    /// <summary>A hard swish.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public HardSwish(string name, string input)
        : base(name, input) { }

    internal HardSwish(LayerSource source)
        : base(source) { }

    private static Tensor HardSwishDerivative(Tensor x)
    {
        Tensor middle = (x / 3) + 0.5;
        return middle.masked_fill_(x.le(-3), 0).masked_fill_(x.ge(3), 1);
    }

    internal override Tensor Apply(Tensor input) => input * (input + 3).clamp(0, 6) / 6;

    internal override Tensor Derivative(Tensor input, Tensor output) => HardSwishDerivative(input);

    /// <summary>1/3 between the kinks, 0 outside and at them.</summary>
    internal override Tensor SecondDerivative(LayerCall call) => full_like(call.Input(), 1.0 / 3).masked_fill_(call.Input().abs().ge(3), 0);
}
