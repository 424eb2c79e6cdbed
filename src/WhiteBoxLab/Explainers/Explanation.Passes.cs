namespace WhiteBoxLab;

public sealed partial class Explanation
{
    /// <summary>Runs the batch forward, keeping what a walk back to <paramref name="layer"/> by these rules needs.</summary>
    internal Trace Forward(string layer, Rule[]? rules = null, params IReadOnlyList<string> kept)
    {
        trace = Run(Input, layer, rules, kept);
        Forwards++;
        Resolve(trace);
        return trace;
    }

    /// <summary>Runs the batch and another one, of the same size, at once.</summary>
    internal (Trace Batch, Trace Other) ForwardBoth(Tensor other, string layer, Rule[] rules)
    {
        trace = Run(cat([Input, other], 0), layer, rules, []);
        Forwards += 2;
        Trace batch = trace.Part(0, Count);
        Resolve(batch);
        return (batch, trace.Part(Count, Count));
    }

    /// <summary>The trace, and the signal at a layer (at the input for null) after a walk back from the target by these rules.</summary>
    internal (Trace Trace, Tensor Signal) WalkedBack(string? layer, RuleTable table)
    {
        string to = layer is null ? "input" : At(layer);
        Rule[] rules = table.For(Network);
        Trace trace = Forward(to, rules);
        return (trace, Backward(trace, Seed, to, rules));
    }

    /// <summary>Walks from the seed back to a layer, or to <c>input</c>; from the target unless told to start at another layer.</summary>
    internal Tensor Backward(Trace trace, Tensor seed, string layer, Rule[] rules, string? from = null, Action<int, Tensor>? observe = null)
    {
        int to = Network.IndexOf(layer);
        Tensor signal = WhiteBoxLab.Backward.Walk(
            trace,
            seed,
            from is null ? Start : Network.IndexOf(from),
            to,
            rules,
            observe,
            cancellationToken: CancellationToken
        );
        double batches = (double)seed.shape[0] / Count;
        (double forward, double backward) = trace.TakeExtra();
        Forwards += forward / Network.Graph.Cost * batches;
        Backwards +=
            (
                Network.Graph.ShareBehind(to)
                - (from is null ? 0 : Network.Graph.ShareBehind(Network.IndexOf(from)))
                + (backward / Network.Graph.Cost)
            ) * batches;
        return signal;
    }

    /// <summary>A method's maps of other pictures made from the photos, with the photos' own targets; what they cost counts here.</summary>
    /// <param name="pictures">[M N, 3, H, W]: M of each photo, the photos in their order M times.</param>
    /// <param name="method">The method.</param>
    internal Tensor MapsOf(Tensor pictures, Func<Explanation, Tensor> method)
    {
        int times = (int)(pictures.shape[0] / Count);
        int[] classes = resolved!.Value.Classes; // the photos have been explained before
        using Explanation run = new(
            given,
            pictures,
            classes.Contains(-1) ? target : Target.Classes([.. Enumerable.Repeat(classes, times).SelectMany(c => c)]),
            CancellationToken,
            null
        )
        {
            Memory = Memory,
        };
        Tensor maps = method(run);
        layer = run.layer;
        (Forwards, Backwards) = (Forwards + (times * run.Forwards), Backwards + (times * run.Backwards));
        return maps;
    }

    /// <summary>Says that the map is of the input after all, whatever the maps that it is made of belong to.</summary>
    internal void OfInput() => layer = null;

    /// <summary>Likewise, of any method of the catalogue.</summary>
    internal Tensor MapsOf(Tensor pictures, Explainer method) => MapsOf(pictures, method.MapIn);

    /// <summary>The explained score at other points, in double precision.</summary>
    /// <param name="points">[N, 3, H, W], one for each photo.</param>
    internal double[] ScoresAt(Tensor points)
    {
        using Trace trace = Scored(points);
        using Tensor scores = (trace.OutputAt(Start) * Seed).flatten(1).sum([1]).to(float64).cpu();
        return [.. scores.data<double>()];
    }

    private Trace Scored(Tensor points)
    {
        Forwards += (double)points.shape[0] / Count;
        bool[] needed = new bool[Network.Layers.Count];
        needed[Start] = true;
        return WhiteBoxLab.Forward.Run(Network, points, needed, i => i == Start, cancellationToken: CancellationToken);
    }

    private Trace Run(Tensor input, string layer, Rule[]? rules, IReadOnlyList<string> kept)
    {
        bool[] needed = Network.Graph.NeededFor(Network.IndexOf(layer), Start);
        HashSet<int> whole = [.. kept.Append(layer).Select(Network.IndexOf), Start];
        foreach (int i in whole.Where(i => i >= 0))
            needed[i] = true;
        return WhiteBoxLab.Forward.Run(
            Network,
            input,
            needed,
            i => whole.Contains(i) || (rules is not null && rules[i].NeedsOutput(Network, i)),
            cancellationToken: CancellationToken
        );
    }
}
