namespace WhiteBoxLab;

/// <summary>
/// One run forward and one walk of relevance back, of which everything is kept: each layer's flow, and the relevance that arrived at its
/// output.
/// </summary>
internal sealed class RelevanceRun : IDisposable
{
    private readonly Rule[] rules;
    private readonly Flow?[] flows;
    private readonly Tensor?[] relevance;
    private readonly FlowRule down;
    private readonly double[]?[] totals;

    internal RelevanceRun(Network given, Tensor input, Target target, Composite composite, CancellationToken cancellationToken)
    {
        if (target.IsProbability)
            given = given.OfProbabilities();
        if (composite.Obstacle(given) is { } obstacle)
            throw new InvalidOperationException(obstacle);
        Network = given.Canonical(target.Layer);
        Input = input.alias().DetachFromDisposeScope();
        Start = target.Layer is { } layer ? Network.IndexOf(layer) : Network.Graph.Output;
        rules = composite.Table().For(Network);
        (flows, relevance, totals) = (new Flow?[rules.Length], new Tensor?[rules.Length], new double[rules.Length][]);
        down = new(FlowAt);
        bool[] needed = Network.Graph.NeededFor(Graph.Input, Start);
        needed[Start] = true;
        Trace = Forward.Run(
            Network,
            Input,
            needed,
            i => i == Start || rules[i].NeedsOutput(Network, i),
            cancellationToken: cancellationToken
        );
        (Classes, Scores, Tensor seed) = target.Resolve(Trace.OutputAt(Start), given);
        Seed = (seed * Trace.OutputAt(Start)).DetachFromDisposeScope();
        try
        {
            Whole = Down(
                    Seed,
                    Start,
                    Graph.Input,
                    (i, r) => relevance[i] = r.alias().DetachFromDisposeScope(),
                    cancellationToken: cancellationToken
                )
                .DetachFromDisposeScope();
        }
        catch
        {
            Whole = Seed;
            Dispose();
            throw;
        }
    }

    internal Network Network { get; }

    internal Tensor Input { get; }

    internal Trace Trace { get; }

    /// <summary>Index of the layer whose outputs are explained.</summary>
    internal int Start { get; }

    internal int[] Classes { get; }

    internal double[] Scores { get; }

    /// <summary>What relevance starts as: the explained scores at their places, [N, ...].</summary>
    internal Tensor Seed { get; }

    /// <summary>The relevance at the input, [N, 3, H, W].</summary>
    internal Tensor Whole { get; }

    /// <summary>The relevance at a layer, [N, ...]; owned by the run.</summary>
    internal Tensor Relevance(int layer) =>
        (layer < 0 ? Whole : relevance[layer])
        ?? throw new ArgumentException(
            $"No relevance reaches the layer '{Network.Layers[layer].Name}': it does not lie on a way that the rules take from '"
                + $"{Network.Layers[Start].Name}' to the input."
        );

    /// <summary>What each channel of a layer carries, [N, C] in row-major order; summed once.</summary>
    internal double[] Totals(int layer)
    {
        if (totals[layer] is { } there)
            return there;
        using IDisposable scope = NewDisposeScope();
        return totals[layer] = [.. Conditions.Totals(Relevance(layer)).to(float64).cpu().contiguous().data<double>()];
    }

    /// <summary>Relevance at <paramref name="to"/> of several signals at once, [times N, ...], batch after batch.</summary>
    internal Tensor Down(
        Tensor signals,
        int from,
        int to,
        Action<int, Tensor>? observe = null,
        Func<int, Func<Tensor, Tensor>?>? masks = null,
        CancellationToken cancellationToken = default
    ) =>
        Backward.Walk(
            Trace,
            signals,
            from,
            to,
            [.. rules.Select((_, i) => masks?.Invoke(i) is { } mask ? new MaskedRule(down, mask) : (Rule)down)],
            observe,
            observe is not null,
            cancellationToken
        );

    /// <summary>Whether relevance reached a layer.</summary>
    internal bool Has(int layer) => relevance[layer] is not null;

    /// <summary>What of a unit of relevance at each layer ends in a region, layer after layer.</summary>
    internal void Up(Tensor region, Action<int, Tensor> observe, CancellationToken cancellationToken) =>
        // where relevance came, a flow was made, but for the start's own
        TransposedPass.Up(Trace, region, Graph.Input, Start, i => flows[i]!, observe, Has, cancellationToken)?.Dispose();

    /// <summary>
    /// Whether a layer hands on what it gets (or puts zeros around it) and nobody else reads what it reads, so that its channels are those
    /// of the layer before.
    /// </summary>
    internal bool IsPlain(int layer) =>
        flows[layer] is PassFlow or GradientFlow
        && (flows[layer] is PassFlow || Network.Layers[layer] is Identity or Dropout or Pad)
        && Network.Graph.Inputs[layer] is [>= 0 and var before]
        && Network.Graph.Consumers[before] == 1;

    private Flow FlowAt(LayerCall call)
    {
        if (flows[call.Index] is { } there)
            return there;
        using DisposeScope scope = NewDisposeScope();
        Flow flow = rules[call.Index].Flow(call);
        foreach (Tensor kept in flow.Kept)
            kept.DetachFromDisposeScope();
        return flows[call.Index] = flow;
    }

    public void Dispose()
    {
        foreach (Tensor tensor in flows.SelectMany(f => f?.Kept ?? []).Concat(relevance.OfType<Tensor>()).Concat([Seed, Whole]).ToArray())
            tensor.Dispose();
        Trace.Dispose();
        Input.Dispose();
    }
}
