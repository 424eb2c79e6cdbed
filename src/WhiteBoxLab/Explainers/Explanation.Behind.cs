namespace WhiteBoxLab;

public sealed partial class Explanation
{
    /// <summary>[N, ...]: what a layer gives for other pictures, one for each photo.</summary>
    internal Tensor ActivationAt(Tensor pictures, string layer)
    {
        Forwards++;
        using Trace trace = Run(pictures, layer, null, []);
        return trace.Output(layer).alias();
    }

    /// <summary>
    /// The gradient at a layer whose output is replaced, the rest of the network as it is for the photos; only what lies behind the layer,
    /// or beside it, is run.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="activations">[M N, ...]: its outputs, the photos in their order M times.</param>
    /// <param name="times">M.</param>
    internal Tensor GradientBehind(string layer, Tensor activations, int times)
    {
        Rule[] rules = RuleTable.Gradient().For(Network);
        using Trace trace = RunBehind(layer, activations, times, rules);
        return Backward(trace, Seeds(times), layer, rules);
    }

    /// <summary>The explained scores where a layer's output is replaced, [N, ...].</summary>
    internal double[] ScoresBehind(string layer, Tensor activations)
    {
        using Trace trace = RunBehind(layer, activations, 1, null);
        using Tensor scores = (trace.OutputAt(Start) * Seed).flatten(1).sum([1]).to(float64).cpu();
        return [.. scores.data<double>()];
    }

    private Trace RunBehind(string layer, Tensor activations, int times, Rule[]? rules)
    {
        int index = Network.IndexOf(layer);
        bool[] needed = rules is null ? new bool[Network.Layers.Count] : Network.Graph.NeededFor(index, Start);
        needed[Start] = true;
        Forwards += times * Network.Graph.ShareWithout(index);
        Trace trace = WhiteBoxLab.Forward.Run(
            Network,
            times == 1 ? Input : Input.repeat([times, .. Input.shape[1..].Select(_ => 1L)]),
            needed,
            i => i == Start || (rules is not null && rules[i].NeedsOutput(Network, i)),
            new Dictionary<int, Tensor> { [index] = activations },
            cancellationToken: CancellationToken
        );
        trace.Lend(index, activations);
        return trace;
    }
}
