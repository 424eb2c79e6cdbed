namespace WhiteBoxLab;

public sealed partial class AlphaBetaRule
{
    internal override Flow Flow(LayerCall call)
    {
        Contributions parts = new(call, zeroBias);
        return new WeightedFlow(
            call,
            parts.Branches(stabilizer.Of(parts.Positive).reciprocal_().mul_(alpha), stabilizer.Of(parts.Negative).reciprocal_().mul_(-beta))
        );
    }
}
