namespace WhiteBoxLab;

/// <summary>One layer of one run, as a rule sees it on the way back: what went in, what came out, and which inputs want a signal.</summary>
public sealed class LayerCall
{
    internal LayerCall(Trace trace, int index, bool[] wanted, bool signalIsOwned) =>
        (Trace, Index, Wanted, SignalIsOwned) = (trace, index, wanted, signalIsOwned);

    internal Trace Trace { get; }

    internal int Index { get; }

    /// <summary>The layer.</summary>
    public Layer Layer => Trace.Network.Layers[Index];

    /// <summary>Which inputs lie on the way to where the walk ends; the others need no signal.</summary>
    internal bool[] Wanted { get; }

    /// <summary>Whether the signal at the output belongs to nobody else and may be overwritten.</summary>
    internal bool SignalIsOwned { get; }

    /// <summary>N.</summary>
    internal long Count => Trace.Input.shape[0];

    /// <summary>Input number <paramref name="i"/>, [N, ...]. Owned by the trace.</summary>
    /// <param name="i">0 for the first.</param>
    public Tensor Input(int i = 0) => Trace.InputAt(Index, i);

    /// <summary>The output, [N, ...]. Owned by the trace.</summary>
    public Tensor Output => Trace.OutputAt(Index);

    /// <summary>The output; computed once more where it was not kept.</summary>
    internal Tensor OutputAgain() => Trace.KeptAt(Index) ?? Again();

    private Tensor Again()
    {
        Account(forwards: 1);
        return Layer.Forward([.. Trace.Network.Graph.Inputs[Index].Select((_, i) => Input(i))], out _);
    }

    /// <summary>What the gate (ReLU, ReLU6) gave that alone reads the output; null where there is none.</summary>
    internal Tensor? GateBehind => Trace.Network.Graph.GateBehind(Index) is var gate and >= 0 ? Trace.KeptAt(gate) : null;

    internal Tensor? Memory => Trace.MemoryAt(Index);

    /// <summary>
    /// Whether input number <paramref name="i"/> can never be negative, whatever the photo, because of what the layers before it do.
    /// </summary>
    /// <param name="i">0 for the first.</param>
    public bool InputIsNonNegative(int i = 0) => Trace.Network.InputIsNonNegative(Index, i);

    /// <summary>This call for several signals at once, [times N, ...]: the layer's own values repeated.</summary>
    internal LayerCall Repeated(long times) => times == 1 ? this : new(Trace.Repeated(Index, times), Index, Wanted, SignalIsOwned);

    /// <summary>The signal times a factor, in place where it may.</summary>
    internal Tensor Times(Tensor signal, Tensor factor) =>
        SignalIsOwned && signal.dtype == factor.dtype ? InPlace.Multiply(signal, factor) : signal.mul(factor);

    /// <summary>The layer as one with weights. Refuses others: the rule does not fit.</summary>
    internal WeightedLayer Weighted =>
        Layer as WeightedLayer
        ?? throw new InvalidOperationException(
            $"A rule for convolutions and linear layers was put on '{Layer.Name}', which is {Layer.Op}. Use norm, pass or gradient there."
        );

    /// <summary>signal / z, in place where nobody else has the signal.</summary>
    internal Tensor Over(Tensor signal, Tensor z) => SignalIsOwned ? InPlace.Divide(signal, z) : signal.div(z);

    /// <summary>Weights that a rule derives from the layer's, made once for the network.</summary>
    /// <param name="key">Tells apart what differently set rules prepare; compared by value.</param>
    /// <param name="prepare">Makes them.</param>
    internal Tensor[] Prepared(object key, Func<WeightedLayer, Tensor[]> prepare) =>
        Trace.Network.Prepared(Index, key, layer => prepare((WeightedLayer)layer));

    /// <summary>Counts passes through this layer that a rule makes beyond its one transposed pass.</summary>
    internal void Account(double forwards = 0, double backwards = 0) =>
        Trace.Account(forwards * Trace.Network.Graph.Costs[Index], backwards * Trace.Network.Graph.Costs[Index]);
}
