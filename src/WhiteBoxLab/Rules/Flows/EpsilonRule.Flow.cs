namespace WhiteBoxLab;

public sealed partial class EpsilonRule
{
    internal override Flow Flow(LayerCall call)
    {
        WeightedLayer layer = call.Weighted;
        Tensor x = call.Input(),
            z = zeroBias && layer.Bias is not null ? layer.Apply(x, layer.Weight, null) : call.Output;
        return new WeightedFlow(call, new Branch(layer.Weight, x, epsilon.Of(z).reciprocal_()));
    }
}
