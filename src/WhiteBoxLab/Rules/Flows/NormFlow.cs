namespace WhiteBoxLab;

/// <summary>The flow of the norm rule: shares by contribution, for layers without weights that are linear.</summary>
internal sealed class NormFlow(Tensor quotient) : Flow
{
    internal override Tensor?[] Down(LayerCall call, Tensor signal)
    {
        LayerCall here = new(call.Trace, call.Index, call.Wanted, signalIsOwned: false);
        Tensor?[] shares = here.Layer.Backward(here.Repeated(signal.shape[0] / call.Count), Times(signal, quotient, call.SignalIsOwned));
        return [.. shares.Select((s, i) => s is null ? null : Times(s, call.Input(i), overwrite: false))];
    }

    internal override Tensor Up(LayerCall call, Tensor?[] worths) =>
        call.Layer.Tangent(call, [.. worths.Select((w, i) => w?.mul(call.Input(i)))]).mul(quotient);

    internal override IEnumerable<Tensor> Kept => [quotient];
}
