namespace WhiteBoxLab;

public sealed partial class NormRule
{
    internal override Flow Flow(LayerCall call) => new NormFlow(stabilizer.Of(call.Output).reciprocal_());
}
