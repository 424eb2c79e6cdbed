namespace WhiteBoxLab;

public sealed partial class AlphaBetaRule
{
    internal override Flow Flow(LayerCall call)
    {
        Contributions parts = new(call, zeroBias);
        return new WeightedFlow(call, parts.Branches(_stabilizer.Of(parts.Positive).reciprocal_().mul_(_alpha), _stabilizer.Of(parts.Negative).reciprocal_().mul_(-beta)));
    }
}
