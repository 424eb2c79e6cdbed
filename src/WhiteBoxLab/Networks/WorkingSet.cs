namespace WhiteBoxLab;

/// <summary>How much memory a forward pass takes, from the graph alone, and how many samples fit at once.</summary>
internal static class WorkingSet
{
    /// <summary>What a chunk of samples may hold at once, in bytes: a few times what caches hold, beyond which each takes longer.</summary>
    private const long Budget = 80L << 20;

    /// <summary>More at once take no less time each.</summary>
    private const int Most = 32;

    /// <summary>
    /// Samples that run forward at once from a layer (from the input for -1) under a budget in bytes, or under the usual one: 1 to 32.
    /// </summary>
    internal static int Samples(Network network, int from = Graph.Input, long? budget = null) =>
        (int)Math.Clamp((budget ?? Budget) / Math.Max(1, Values(network.Graph, from) * Size(network)), 1, Most);

    /// <summary>Samples that run forward and back at once under a budget in bytes: what every layer gave stays until the walk has passed
    /// it.</summary>
    internal static int SamplesBothWays(Network network, long budget)
    {
        Graph graph = network.Graph;
        long kept = Enumerable.Range(0, graph.Layers.Count).Where(i => graph.OnPath[i]).Sum(i => graph.SizeAt(i));
        return (int)Math.Clamp(budget / Math.Max(1, (kept + Values(graph, Graph.Input)) * Size(network)), 1, int.MaxValue);
    }

    private static long Size(Network network) => network.Dtype == float64 ? 8 : 4;

    /// <summary>Values of one sample that are there at once, at most, while it runs forward from a layer.</summary>
    internal static long Values(Graph graph, int from)
    {
        bool[] runs = [.. graph.DependentOn(from).Zip(graph.LeadingTo(graph.Output), (after, before) => after && before)];
        int[] last = [.. Enumerable.Range(0, runs.Length).Select(i => Array.FindLastIndex(graph.Inputs, read => read.Contains(i)))];
        long live = graph.SizeAt(from),
            most = live;
        for (int i = 0; i < runs.Length; i++)
        {
            if (!runs[i] || i == from)
                continue;
            live += graph.SizeAt(i);
            most = Math.Max(most, live);
            live -= graph.Inputs[i].Where(j => j >= 0 && runs[j] && j != from && last[j] == i).Distinct().Sum(j => graph.SizeAt(j));
        }
        return most;
    }
}
