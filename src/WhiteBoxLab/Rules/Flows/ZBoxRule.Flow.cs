namespace WhiteBoxLab;

public sealed partial class ZBoxRule
{
    internal override Flow Flow(LayerCall call)
    {
        (Tensor[] prepared, Tensor l, Tensor h) = Prepared(call);
        WeightedLayer layer = call.Weighted;
        call.Account(forwards: 1, backwards: 2);
        Tensor quotient = stabilizer.Of(layer.Apply(call.Input(), layer.Weight, null).sub_(prepared[2])).reciprocal_();
        return new WeightedFlow(
            call,
            new Branch(layer.Weight, call.Input(), quotient),
            new Branch(prepared[0], l.neg(), quotient),
            new Branch(prepared[1], h.neg(), quotient)
        );
    }
}
