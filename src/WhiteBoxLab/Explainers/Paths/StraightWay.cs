namespace WhiteBoxLab;

/// <summary>The straight way from a baseline to each photo of a batch.</summary>
internal sealed class StraightWay(Explanation run, Baseline baseline)
{
    /// <summary>[N, 3, H, W]: where it begins.</summary>
    internal Tensor Start { get; } = baseline.For(run.Network, run.Input);

    /// <summary>[M N, 3, H, W]: the points at M places from 0 to 1, the photos in their order M times.</summary>
    internal Tensor At(IReadOnlyCollection<double> places) =>
        (Start + ((run.Input - Start) * tensor(places.ToArray(), [places.Count, 1, 1, 1, 1], run.Input.dtype, run.Input.device))).flatten(
            0,
            1
        );

    /// <summary>Places in groups that run at once: as many pictures together as asked for, each photo at least once.</summary>
    internal IEnumerable<double[]> Chunks(IEnumerable<double> places, int batch) => places.Chunk(run.Together(batch));

    /// <summary>The difference of the explained scores of the photos and of the baseline.</summary>
    internal double[] Differences() => [.. run.TargetScores.Zip(run.ScoresAt(Start), (x, b) => x - b)];
}
