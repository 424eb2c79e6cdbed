namespace WhiteBoxLab;

/// <summary>
/// The walk back transposed: from the input or a layer up to the scores, each layer handing on by its rule's flow. It has the shape of a
/// forward pass, and costs about as much.
/// </summary>
internal static class TransposedPass
{
    /// <summary>
    /// What a unit of signal at layer <paramref name="to"/> is worth, given what one is worth at layer <paramref name="from"/>; null where
    /// nothing leads from there.
    /// </summary>
    /// <remarks>
    /// <paramref name="observe"/> sees what it is worth at the output of each layer on the way; to keep one, take an alias. Layers that
    /// <paramref name="only"/> denies are left out: nothing leads over them.
    /// </remarks>
    internal static Tensor? Up(
        Trace trace,
        Tensor worth,
        int from,
        int to,
        Func<int, Flow> flows,
        Action<int, Tensor>? observe = null,
        Func<int, bool>? only = null,
        CancellationToken cancellationToken = default
    )
    {
        Graph graph = trace.Network.Graph;
        bool[] onTheWay = [.. graph.DependentOn(from).Zip(graph.LeadingTo(to), (below, above) => below && above)];
        int[] readers = [.. graph.Consumers];
        Tensor?[] worths = new Tensor?[graph.Layers.Count];
        Tensor? At(int i) =>
            i switch
            {
                _ when i == from => worth,
                < 0 => null,
                _ => worths[i],
            };
        for (int i = from + 1; i <= to; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] inputs = graph.Inputs[i];
            if (onTheWay[i] && only?.Invoke(i) != false && inputs.Any(j => At(j) is not null))
            {
                worths[i] = Handed(
                    new LayerCall(trace, i, [.. inputs.Select(j => At(j) is not null)], signalIsOwned: false),
                    [.. inputs.Select(At)],
                    flows(i)
                );
                observe?.Invoke(i, worths[i]!); // just made
            }
            foreach (int j in inputs.Where(j => j >= 0 && --readers[j] == 0 && j != to))
                worths[j]?.Dispose();
        }
        return At(to);
    }

    private static Tensor Handed(LayerCall call, Tensor?[] worths, Flow flow)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor up = flow.Up(call, worths);
        return (worths.Any(w => ReferenceEquals(w, up)) ? up.alias() : up).MoveToOuterDisposeScope();
    }
}
