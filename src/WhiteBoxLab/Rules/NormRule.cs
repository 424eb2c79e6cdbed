namespace WhiteBoxLab;

/// <summary>LRP-0 on an operation without weights (a sum, a mean): relevance is shared in proportion to what each input brought.</summary>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <remarks>Zennit's Norm rule.</remarks>
public sealed partial class NormRule(Stabilizer? stabilizer = null) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor share = stabilizer.Share(call, signal, call.Output);
        Tensor?[] shares = call.Layer.Backward(new LayerCall(call.Trace, call.Index, call.Wanted, signalIsOwned: false), share);
        return [.. shares.Select((s, i) => s?.mul(call.Input(i)))];
    }

    internal override bool NeedsOutput(Network network, int layer) => true;
}
