namespace WhiteBoxLab;

/// <summary>Segments that lie over each other, as pixels are taken from them: how many each has left, and what these sum to.</summary>
internal sealed class GrowingSegments
{
    private readonly double[] values;
    private readonly int[] counts;
    private readonly double[] sums;
    private readonly List<int>[] over;

    internal GrowingSegments(double[] values, int[][] segments)
    {
        this.values = values;
        counts = [.. segments.Select(s => s.Length)];
        sums = [.. segments.Select(s => s.Sum(p => values[p]))];
        over = [.. values.Select(_ => new List<int>())];
        foreach ((int i, int[] segment) in segments.Index())
        foreach (int pixel in segment)
            over[pixel].Add(i);
    }

    /// <summary>The segment whose pixels left have the largest mean, of those with so many left; the first of several; null for
    /// none.</summary>
    internal int? Best(int fewest)
    {
        int? best = null;
        for (int i = 0; i < counts.Length; i++)
            if (counts[i] >= fewest && (best is not { } other || sums[i] / counts[i] > sums[other] / counts[other]))
                best = i;
        return best;
    }

    /// <summary>Takes pixels away.</summary>
    internal void Covered(int[] pixels)
    {
        foreach (int pixel in pixels)
        foreach (int segment in over[pixel])
        {
            counts[segment]--;
            sums[segment] -= values[pixel];
        }
    }
}
