namespace WhiteBoxLab;

public sealed partial class SignalTakesAllRule
{
    internal override Flow Flow(LayerCall call) =>
        new SignalTakesAllFlow(call.Output / stabilizer.Of(call.Output), call.Input(0).numel() >= call.Input(1).numel() ? 0 : 1);
}
