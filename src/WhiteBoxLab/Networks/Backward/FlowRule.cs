namespace WhiteBoxLab;

/// <summary>
/// Flows that have been made, as a rule for walks: however many signals go down, nothing that depends on the photo is made again.
/// </summary>
/// <param name="flows">The flow of a layer by its index.</param>
internal sealed class FlowRule(Func<LayerCall, Flow> flows) : Rule
{
    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => flows(call).Down(call, signal);

    internal override Flow Flow(LayerCall call) => flows(call);
}
