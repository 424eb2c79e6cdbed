namespace WhiteBoxLab;

/// <summary>
/// LRP-epsilon: relevance is shared in proportion to the contributions x w to z; what the stabilizer takes is lost. With epsilon 0 it is
/// LRP-0, which equals input times gradient on networks without bias.
/// </summary>
/// <param name="epsilon">The stabilizer. Defaults to 1e-6, added.</param>
/// <param name="zeroBias">Leave the bias out of z, so that it takes no relevance. Defaults to no.</param>
/// <remarks>Bach et al. 2015, eq. 58. R_in = x W'(R / (z + e sign z)).</remarks>
public sealed partial class EpsilonRule(Stabilizer? epsilon = null, bool zeroBias = false) : Rule
{
    private readonly Stabilizer epsilon = epsilon ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        WeightedLayer layer = call.Weighted;
        Tensor x = call.Input(),
            z = zeroBias && layer.Bias is not null ? layer.Apply(x, layer.Weight, null) : call.Output;
        return [InPlace.Multiply(layer.Transposed(epsilon.Share(call, signal, z), layer.Weight, x), x)];
    }

    internal override bool NeedsOutput(Network network, int layer) => !zeroBias || network.Layers[layer] is WeightedLayer { Bias: null };
}
