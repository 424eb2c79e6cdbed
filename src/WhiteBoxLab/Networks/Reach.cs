namespace WhiteBoxLab;

/// <summary>
/// Along one axis, where a change of the input reaches at a layer, and what of the input that is computed from. Up to that layer every
/// layer looks at each place alike.
/// </summary>
internal sealed class Reach
{
    private readonly Graph graph;
    private readonly Sight[] sights;
    private readonly bool[] leads;
    private readonly int layer,
        axis;

    private Reach(Graph graph, int layer, int axis, Sight[] sights) =>
        (this.graph, this.layer, this.axis, this.sights, leads) = (graph, layer, axis, sights, graph.LeadingTo(layer));

    /// <summary>How many positions of the input there are to one of the layer.</summary>
    internal long Stride { get; private init; }

    /// <summary>Up to a layer; null where some layer before it does not look at each place alike, or sizes do not go into each
    /// other.</summary>
    internal static Reach? To(Graph graph, int layer, bool rows)
    {
        int axis = rows ? 1 : 2;
        bool[] leads = graph.LeadingTo(layer);
        Sight[] sights = new Sight[layer + 1];
        long[] strides = new long[layer + 1];
        for (int i = 0; i <= layer; i++)
        {
            if (!leads[i])
                continue;
            if (Sight.Of(graph.Layers[i], rows) is not { } sight || graph.ShapeAt(i).Length != 3)
                return null;
            long[] before = [.. graph.Inputs[i].Select(j => j < 0 ? 1 : strides[j]).Distinct()];
            if (before.Length != 1 || graph.Inputs[i].Select(j => graph.ShapeAt(j)[axis]).Distinct().Count() != 1)
                return null;
            (sights[i], strides[i]) = (sight, before[0] * sight.Stride);
        }
        Reach reach = new(graph, layer, axis, sights) { Stride = strides[layer] };
        return graph.InputShape[axis] % strides[layer] == 0 && reach.Fits(graph.InputShape[axis]) ? reach : null;
    }

    /// <summary>Whether an input of so many positions gives the layer exactly one for each stride.</summary>
    internal bool Fits(long size)
    {
        long[] counts = new long[layer + 1];
        for (int i = 0; i <= layer; i++)
            if (leads[i])
                counts[i] = sights[i].Count(graph.Inputs[i][0] is var from and >= 0 ? counts[from] : size);
        return size % Stride == 0 && counts[layer] == size / Stride;
    }

    /// <summary>The layer's positions that may change with some of the input.</summary>
    internal (long First, long Last) Changed(long first, long last)
    {
        (long First, long Last)[] changed = new (long, long)[layer + 1];
        for (int i = 0; i <= layer; i++)
            if (leads[i])
            {
                (long First, long Last)[] read = [.. graph.Inputs[i].Select(j => j < 0 ? (first, last) : changed[j])];
                changed[i] = sights[i].Reached(read.Min(r => r.First), read.Max(r => r.Last), graph.Shapes[i][axis]);
            }
        return changed[layer];
    }

    /// <summary>What of the input some of the layer's positions are computed from.</summary>
    internal (long First, long Last) Needed(long first, long last)
    {
        (long First, long Last)?[] needed = new (long, long)?[layer + 1];
        (long First, long Last) input = (long.MaxValue, long.MinValue);
        needed[layer] = (first, last);
        for (int i = layer; i >= 0; i--)
            if (needed[i] is { } some)
                foreach (int j in graph.Inputs[i])
                {
                    (long First, long Last) read = sights[i].Read(some.First, some.Last, graph.ShapeAt(j)[axis]);
                    if (j < 0)
                        input = Hull(input, read);
                    else
                        needed[j] = needed[j] is { } there ? Hull(there, read) : read;
                }
        return input;
    }

    private static (long First, long Last) Hull((long First, long Last) a, (long First, long Last) b) =>
        (Math.Min(a.First, b.First), Math.Max(a.Last, b.Last));
}
