namespace WhiteBoxLab;

public sealed partial class GammaRule
{
    internal override Flow Flow(LayerCall call)
    {
        Contributions parts = new(call, zeroBias);
        Tensor z = call.OutputAgain(),
            whole = parts.Positive + parts.Negative;
        Tensor above = stabilizer.Of(whole + (gamma * parts.Positive)).reciprocal_().masked_fill_(z.le(0), 0);
        Tensor below = stabilizer.Of(whole + (gamma * parts.Negative)).reciprocal_().masked_fill_(z.ge(0), 0);
        return new WeightedFlow(call, parts.Branches((above * (1 + gamma)).add_(below), above.add_(below, 1 + gamma)));
    }
}
