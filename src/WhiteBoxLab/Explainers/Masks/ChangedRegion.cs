namespace WhiteBoxLab;

/// <summary>
/// Windows of the photo are changed one by one, and up to a layer in the network's middle only what changes with a window is run: the
/// part of the photo around it. There it is put into what the layer gave for the whole photo, and the rest of the network is run. Exact,
/// up to rounding: each position is computed from the same numbers.
/// </summary>
internal sealed class ChangedRegion
{
    private ChangedRegion(int layer, Axis down, Axis across) => (Layer, Down, Across) = (layer, down, across);

    /// <summary>Index of the layer.</summary>
    internal int Layer { get; }

    /// <summary>Rows of the photo's parts.</summary>
    internal Axis Down { get; }

    /// <summary>Columns of the photo's parts.</summary>
    internal Axis Across { get; }

    /// <summary>The part's share of the photo.</summary>
    internal double Share => (double)Down.Size * Across.Size / (Down.Whole * Across.Whole);

    /// <summary>The layer that saves most multiply-adds for these windows; null where a tenth is not to be saved.</summary>
    internal static ChangedRegion? Best(Network network, long window, long[] rowStarts, long[] columnStarts)
    {
        Graph graph = network.Graph;
        ChangedRegion? best = null;
        double least = 0.9;
        for (int i = 0; i < graph.Output; i++)
            if (IsOnlyWay(graph, i) && At(graph, i, window, rowStarts, columnStarts) is { } region)
            {
                double behind = graph.ShareBehind(i),
                    cost = ((1 - behind) * region.Share) + behind;
                if (cost < least)
                    (best, least) = (region, cost);
            }
        return best;
    }

    /// <summary>Whether everything behind a layer reads nothing before it.</summary>
    private static bool IsOnlyWay(Graph graph, int layer) =>
        graph.OnPath[layer]
        && !Enumerable.Range(layer + 1, graph.Layers.Count - layer - 1).Any(i => graph.OnPath[i] && graph.Inputs[i].Any(j => j < layer));

    private static ChangedRegion? At(Graph graph, int layer, long window, long[] rowStarts, long[] columnStarts) =>
        Reach.To(graph, layer, rows: true) is { } rows
        && Reach.To(graph, layer, rows: false) is { } columns
        && Axis.Of(rows, graph.InputShape[1], window, rowStarts) is { } down
        && Axis.Of(columns, graph.InputShape[2], window, columnStarts) is { } across
            ? new(layer, down, across)
            : null;

    /// <summary>The parts of changed photos [M, 3, H, W] that hold what changes with the windows, [M, 3, rows, columns].</summary>
    internal Tensor Parts(Tensor pictures, IReadOnlyList<(long Row, long Column)> windows) =>
        stack(
            windows.Select((at, i) => pictures[i].narrow(1, Down.Start(at.Row), Down.Size).narrow(2, Across.Start(at.Column), Across.Size))
        );

    /// <summary>The scores of photos with a window changed, [M].</summary>
    /// <param name="run">The run.</param>
    /// <param name="whole">What the layer gave for the photos as they are, [N, ...].</param>
    /// <param name="parts">The parts of the changed photos, [M, 3, rows, columns].</param>
    /// <param name="windows">Where the windows are, M of them.</param>
    /// <param name="photos">Which photo each belongs to, [M].</param>
    internal Tensor Scores(Explanation run, Tensor whole, Tensor parts, IReadOnlyList<(long Row, long Column)> windows, Tensor photos)
    {
        Tensor seen = run.OutputOf(Layer, parts, Share),
            all = whole.index_select(0, photos);
        for (int i = 0; i < windows.Count; i++)
        {
            (long row, long height, long top) = Down.Changed(windows[i].Row);
            (long column, long width, long left) = Across.Changed(windows[i].Column);
            all[i].narrow(1, row, height).narrow(2, column, width).copy_(seen[i].narrow(1, top, height).narrow(2, left, width));
        }
        return run.ScoresBehind(Layer, all, photos, new Dictionary<int, Tensor>());
    }

    /// <summary>One axis of the parts.</summary>
    /// <param name="Whole">Positions of the photo.</param>
    /// <param name="Size">Positions of a part.</param>
    /// <param name="Reach">What changes where.</param>
    /// <param name="Window">Positions of a window.</param>
    internal sealed record Axis(long Whole, long Size, Reach Reach, long Window)
    {
        /// <summary>With parts of one size that hold what is needed for each window; null where that is the whole photo.</summary>
        internal static Axis? Of(Reach reach, long whole, long window, long[] starts)
        {
            Axis axis = new(whole, reach.Stride, reach, window);
            long size = starts.Max(start => axis.Length(start));
            size = (size + reach.Stride - 1) / reach.Stride * reach.Stride;
            return size < whole && reach.Fits(size) ? axis with { Size = size } : null;
        }

        /// <summary>What is needed for a window, from a whole stride on.</summary>
        private long Length(long start)
        {
            (long first, long last) = Needed(start);
            return last - (first / Reach.Stride * Reach.Stride) + 1;
        }

        private (long First, long Last) Needed(long start)
        {
            (long first, long last) = Reach.Changed(start, Math.Min(Whole, start + Window) - 1);
            return Reach.Needed(first, last);
        }

        /// <summary>Where the part of a window begins.</summary>
        internal long Start(long window) => Math.Min(Needed(window).First / Reach.Stride * Reach.Stride, Whole - Size);

        /// <summary>The layer's positions that change with a window: the first, how many, and where the first is in the part.</summary>
        internal (long First, long Count, long InPart) Changed(long window)
        {
            (long first, long last) = Reach.Changed(window, Math.Min(Whole, window + Window) - 1);
            return (first, last - first + 1, first - (Start(window) / Reach.Stride));
        }
    }
}
