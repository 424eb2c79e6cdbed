namespace WhiteBoxLab;

/// <summary>x above 0, a fraction of it below. Its derivative at 0 is the fraction.</summary>
[Op("leaky_relu")]
public sealed class LeakyRelu : Activation
{
    /// <summary>A leaky ReLU.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="slope">The fraction below 0. Defaults to 0.01.</param>
    public LeakyRelu(string name, string input, double slope = 0.01)
        : base(name, input) => Slope = slope;

    internal LeakyRelu(LayerSource source)
        : base(source) => Slope = source.Real("slope", 0.01, "negative_slope");

    /// <summary>The fraction below 0.</summary>
    public double Slope { get; }

    internal override Tensor Apply(Tensor input) => where(input.gt(0), input, input * Slope);

    internal override Tensor Derivative(Tensor input, Tensor output) => full_like(input, Slope).masked_fill_(input.gt(0), 1);

    internal override void Write(System.Text.Json.Nodes.JsonObject json) => json["slope"] = Slope;
}
