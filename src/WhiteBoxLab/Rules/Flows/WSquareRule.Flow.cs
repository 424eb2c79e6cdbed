namespace WhiteBoxLab;

public sealed partial class WSquareRule
{
    internal override Flow Flow(LayerCall call)
    {
        Tensor[] prepared = Prepared(call);
        return new WeightedFlow(call, new Branch(prepared[0], null, prepared[1].reciprocal()));
    }
}
