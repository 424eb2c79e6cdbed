namespace WhiteBoxLab;

public sealed partial class Concepts
{
    /// <summary>What rests on a rectangle of the network's input.</summary>
    /// <param name="row">Its top row, from 0.</param>
    /// <param name="column">Its left column, from 0.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <exception cref="ArgumentException">It reaches beyond the input.</exception>
    public ConceptRegion In(int row, int column, int height, int width)
    {
        (long rows, long columns) = (given.InputShape[1], given.InputShape[2]);
        if (row < 0 || column < 0 || height < 1 || width < 1 || row + height > rows || column + width > columns)
            throw new ArgumentException(
                $"The rectangle of {height} x {width} at row {row}, column {column} reaches beyond the input of {rows} x {columns}."
            );
        using IDisposable scope = NewDisposeScope();
        Tensor mask = zeros([1, 1, rows, columns]);
        mask.narrow(2, row, height).narrow(3, column, width).fill_(1);
        return In(mask);
    }

    /// <summary>
    /// What rests on a region of the photo: for every layer at once, what of each channel's relevance ends there, and for every class what
    /// of its evidence. One sweep of the shape of a forward pass, however many channels there are.
    /// </summary>
    /// <param name="mask">[N, 1, H, W] or [1, 1, H, W] at the input's size: 1 inside, 0 outside, between for soft edges; of any type, on
    /// any device.</param>
    /// <param name="cancellationToken">Stops at the next layer.</param>
    /// <exception cref="ArgumentException">The mask has another shape.</exception>
    public ConceptRegion In(Tensor mask, CancellationToken cancellationToken = default)
    {
        long[] shape = run.Input.shape;
        if (
            mask.dim() != 4
            || mask.shape[1] != 1
            || !mask.shape[2..].SequenceEqual(shape[2..])
            || (mask.shape[0] != 1 && mask.shape[0] != shape[0])
        )
            throw new ArgumentException(
                $"The region has the shape {Require.Shape(mask.shape)}; it must be [{shape[0]}, 1, {shape[2]}, {shape[3]}], or "
                    + $"one for all photos."
            );
        using IDisposable scope = NewDisposeScope(),
            mode = no_grad();
        Tensor region = mask.to(run.Input.dtype).to(run.Input.device).expand(shape).contiguous();
        Tensor?[] inside = new Tensor?[run.Start + 1];
        Tensor? worth = null;
        run.Up(
            region,
            (i, up) =>
            {
                inside[i] = run.IsPlain(i) ? inside[run.Network.Graph.Inputs[i][0]] : ChannelSums.Of(run.Relevance(i), up);
                worth = i == run.Start ? up.alias() : null;
            },
            cancellationToken
        );
        return Read(inside, worth!); // the start comes after the input
    }

    private ConceptRegion Read(Tensor?[] inside, Tensor worth)
    {
        Dictionary<string, (double[], double[], int)> layers = new(StringComparer.Ordinal);
        Dictionary<Tensor, double[]> numbers = new(ReferenceEqualityComparer.Instance); // of layers that hand on what they get, once
        for (int i = 0; i < inside.Length; i++)
            if (inside[i] is { } sums)
                layers[run.Network.Layers[i].Name] = (
                    numbers.TryGetValue(sums, out double[]? there) ? there : numbers[sums] = Numbers(sums),
                    run.Totals(i),
                    (int)sums.shape[1]
                );
        bool isOfScores = run.Start == run.Network.Graph.Output;
        return new(
            given,
            layers,
            isOfScores ? (Numbers(worth * run.Trace.Scores), Numbers(run.Trace.Scores)) : ([], []),
            Numbers((run.Seed * worth).flatten(1).sum([1]))
        );
    }
}
