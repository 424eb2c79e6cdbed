namespace WhiteBoxLab;

/// <summary>A weighted sum of gradients at the points of a quadrature, made in chunks that run at once and told as it grows.</summary>
internal static class WeightedGradients
{
    /// <summary>Adds them to <paramref name="sum"/>, which is given back.</summary>
    /// <param name="run">What is explained.</param>
    /// <param name="points">Places from 0 to 1 with their weights.</param>
    /// <param name="batch">Points that run at once.</param>
    /// <param name="sum">Zeros, [N, ...].</param>
    /// <param name="gradients">The gradients at M places, [M N, ...].</param>
    /// <param name="soFar">The map so far, of the weight that has come.</param>
    internal static Tensor Add(
        Explanation run,
        (double At, double Weight)[] points,
        int batch,
        Tensor sum,
        Func<double[], Tensor> gradients,
        Func<double, Tensor> soFar
    )
    {
        double covered = 0;
        int done = 0;
        foreach ((double At, double Weight)[] some in points.Chunk(run.Together(batch)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor gradient = gradients([.. some.Select(p => p.At)]),
                weights = tensor(some.Select(p => p.Weight).ToArray(), [some.Length, 1, 1, 1, 1], sum.dtype, sum.device);
            sum.add_((gradient.view([some.Length, .. sum.shape]) * weights).sum([0L]));
            (done, covered) = (done + some.Length, covered + some.Sum(p => p.Weight));
            run.Report(done, points.Length, "steps", soFar(covered));
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        return sum;
    }
}
