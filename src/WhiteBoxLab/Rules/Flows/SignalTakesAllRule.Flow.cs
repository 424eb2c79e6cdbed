namespace WhiteBoxLab;

public sealed partial class SignalTakesAllRule
{
    internal override Flow Flow(LayerCall call) => new SignalTakesAllFlow(call.Output / stabilizer.Of(call.Output), SignalOf(call));
}
