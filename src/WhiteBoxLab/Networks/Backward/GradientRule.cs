namespace WhiteBoxLab;

/// <summary>The gradient: the layer's exact vector-Jacobian product in closed form.</summary>
/// <param name="keepsOutput">Keep the layer's own output although the gradient does not need it: another rule does. Defaults to no.</param>
public sealed class GradientRule(bool keepsOutput = false) : Rule
{
    internal override bool NeedsOutput(Network network, int layer) => keepsOutput;

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => call.Layer.Backward(call, signal);

    internal override Flow Flow(LayerCall call) => new GradientFlow();
}
