namespace WhiteBoxLab;

/// <summary>max(x, 0). Its derivative at 0 is 0.</summary>
[Op("relu")]
public sealed class Relu : GatedActivation
{
    /// <summary>A ReLU.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    public Relu(string name, string input)
        : base(name, input) { }

    internal Relu(LayerSource source)
        : base(source) { }

    internal override Tensor Apply(Tensor input) => input.relu();

    internal override void Overwrite(Tensor input) => InPlace.Gate(input, Ceiling);

    internal override double Ceiling => double.PositiveInfinity;
}
