namespace WhiteBoxLab;

/// <summary>
/// The one backward engine: walks a trace from a seed at the scores down to a layer or the input, asking a rule at every layer how to hand
/// the signal on. No autograd: it runs without recording, on any thread.
/// </summary>
internal static class Backward
{
    /// <summary>
    /// The signal at <paramref name="to"/> of a walk that starts at <paramref name="from"/> (an index of the graph, or
    /// <see cref="Graph.Input"/>).
    /// </summary>
    /// <remarks>
    /// <paramref name="keeps"/>: what observes keeps what it sees, so no signal is overwritten. <paramref name="observe"/> sees the signal
    /// at the output of each layer on the way, before the layer's rule may overwrite it.
    /// </remarks>
    internal static Tensor Walk(
        Trace trace,
        Tensor seed,
        int from,
        int to,
        Rule[] rules,
        Action<int, Tensor>? observe = null,
        bool keeps = false,
        CancellationToken cancellationToken = default
    )
    {
        Graph graph = trace.Network.Graph;
        bool[] onTheWay = graph.DependentOn(to);
        Signals signals = new(graph.Layers.Count);
        signals.Add(from, seed.alias(), owned: false);
        for (int i = from; i > to; i--)
        {
            if (!onTheWay[i] || !signals.Has(i))
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            (Tensor signal, bool owned) = signals.Take(i);
            owned &= !keeps;
            observe?.Invoke(i, signal);
            Hand(
                trace,
                new LayerCall(trace, i, [.. graph.Inputs[i].Select(j => j < 0 ? to < 0 : onTheWay[j])], owned),
                signal,
                rules[i],
                signals
            );
            signal.Dispose();
        }
        return signals.Has(to) ? signals.Take(to).Signal : zeros([seed.shape[0], .. graph.ShapeAt(to)], seed.dtype, seed.device);
    }

    private static void Hand(Trace trace, LayerCall call, Tensor signal, Rule rule, Signals signals)
    {
        int[] inputs = trace.Network.Graph.Inputs[call.Index];
        using DisposeScope scope = NewDisposeScope();
        Tensor?[] handed = rule.Backward(call, signal);
        for (int k = 0; k < inputs.Length; k++)
        {
            if (!call.Wanted[k] || handed[k] is not { } part)
                continue;
            // Every slot has a handle of its own; who shares values with somebody may not overwrite them.
            bool isSignal = ReferenceEquals(part, signal),
                isTwice = handed.Count(h => ReferenceEquals(h, part)) > 1;
            bool owned = !isTwice && (call.SignalIsOwned || !(isSignal || call.Layer.SharesSignal));
            signals.Add(inputs[k], (isSignal || isTwice ? part.alias() : part).MoveToOuterDisposeScope(), owned);
        }
    }

    /// <summary>The signals that have arrived so far, added up where several arrive at one layer.</summary>
    private sealed class Signals(int layers)
    {
        private readonly Tensor?[] signals = new Tensor?[layers + 1]; // the last one is the input's
        private readonly bool[] owned = new bool[layers + 1];

        internal bool Has(int layer) => signals[Slot(layer)] is not null;

        internal (Tensor Signal, bool Owned) Take(int layer)
        {
            int slot = Slot(layer);
            Tensor signal = signals[slot]!; // asked for after Has
            signals[slot] = null;
            return (signal, owned[slot]);
        }

        internal void Add(int layer, Tensor signal, bool owned)
        {
            int slot = Slot(layer);
            if (signals[slot] is not { } there)
            {
                (signals[slot], this.owned[slot]) = (signal, owned);
                return;
            }
            Tensor sum = (this.owned[slot], owned) switch
            {
                (true, _) => InPlace.Add(there, signal),
                (_, true) => InPlace.Add(signal, there),
                _ => there.add(signal).MoveToOuterDisposeScope(),
            };
            foreach (Tensor part in (Tensor[])[there, signal])
                if (!ReferenceEquals(part, sum))
                    part.Dispose();
            (signals[slot], this.owned[slot]) = (sum, true);
        }

        private int Slot(int layer) => layer < 0 ? signals.Length - 1 : layer;
    }
}
