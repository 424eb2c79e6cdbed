namespace WhiteBoxLab;

/// <summary>Guided backpropagation at a gate: only what is positive passes, and only where the gate was open on the way forward.</summary>
/// <remarks>Springenberg et al. 2015, fig. 1. g [0 &lt; z (&lt; 6)] [g &gt; 0].</remarks>
public sealed class GuidedRule : Rule
{
    internal override Tensor?[] Backward(LayerCall call, Tensor signal) =>
        [new Gate(0, ((GatedActivation)call.Layer).Ceiling, positiveOnly: true).Apply(signal, call.Output, call.SignalIsOwned)];
}
