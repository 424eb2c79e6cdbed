namespace WhiteBoxLab;

/// <summary>DeconvNet at a gate: only what is positive passes, whether or not the gate was open on the way forward.</summary>
/// <remarks>Zeiler and Fergus 2014, section 2.1: max(g, 0).</remarks>
public sealed class DeconvRule : Rule
{
    internal override Tensor?[] Backward(LayerCall call, Tensor signal) =>
        [call.SignalIsOwned ? signal.clamp_min_(0) : signal.clamp_min(0)];
}
