namespace WhiteBoxLab;

/// <summary>A rule that gets only a part of the signal.</summary>
/// <param name="rule">The rule.</param>
/// <param name="mask">The part, a new tensor.</param>
internal sealed class MaskedRule(Rule rule, Func<Tensor, Tensor> mask) : Rule
{
    internal override bool NeedsOutput(Network network, int layer) => rule.NeedsOutput(network, layer);

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) =>
        rule.Backward(new LayerCall(call.Trace, call.Index, call.Wanted, signalIsOwned: false), mask(signal));
}
