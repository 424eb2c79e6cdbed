namespace WhiteBoxLab;

public sealed partial class ZPlusRule
{
    internal override Flow Flow(LayerCall call)
    {
        Tensor[] prepared = call.Prepared((nameof(ZPlusRule), stabilizer, zeroBias, negated), Prepare);
        Tensor x = call.Input();
        if (call.InputIsNonNegative())
        {
            call.Account(forwards: 1);
            return new WeightedFlow(call, new Branch(prepared[0], x, Safe(call.Weighted.Apply(x, prepared[0], prepared[2])).reciprocal()));
        }
        call.Account(forwards: 2, backwards: 1);
        Tensor above = x.clamp_min(0),
            below = x.clamp_max(0);
        Tensor quotient = Safe(call.Weighted.Apply(above, prepared[0], prepared[2]).add_(call.Weighted.Apply(below, prepared[1], null)))
            .reciprocal();
        return new WeightedFlow(call, new Branch(prepared[0], above, quotient), new Branch(prepared[1], below, quotient));
    }
}
