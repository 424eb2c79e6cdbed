namespace WhiteBoxLab;

/// <summary>min(max(x, 0), 6). Its derivative at 0 and at 6 is 0.</summary>
[Op("relu6")]
public sealed class Relu6 : GatedActivation
{
    /// <summary>A ReLU6.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Relu6(string name, string input)
        : base(name, input) { }

    internal Relu6(LayerSource source)
        : base(source) { }

    internal override Tensor Apply(Tensor input) => input.clamp(0, 6);

    internal override void Overwrite(Tensor input) => InPlace.Gate(input, Ceiling);

    internal override double Ceiling => 6;
}
