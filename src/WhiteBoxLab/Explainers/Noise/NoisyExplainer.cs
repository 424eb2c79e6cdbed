namespace WhiteBoxLab;

/// <summary>
/// What another method says of a photo once noise is laid over it, again and again. Members of the family differ in what they make of the
/// maps; memory does not depend on how many there are.
/// </summary>
/// <param name="method">The method whose maps are taken; the gradient for null.</param>
/// <param name="samples">Noisy photos.</param>
/// <param name="noiseLevel">Standard deviation of the noise, as a part of the photo's own range from its least to its largest
/// value.</param>
/// <param name="seed">What the noise is drawn from.</param>
/// <param name="batch">Noisy photos that run at once.</param>
/// <param name="error">The part of the map's range at which its mean standard error is small enough; 0 for all samples.</param>
public abstract class NoisyExplainer(Explainer? method, int samples, double noiseLevel, int seed, int batch, double error = 0) : Explainer
{
    /// <summary>The method whose maps are taken.</summary>
    public Explainer Method { get; } = method ?? new Saliency();

    /// <summary>Noisy photos.</summary>
    public int Samples { get; } = samples;

    /// <summary>Standard deviation of the noise, as a part of the photo's own range from its least to its largest value.</summary>
    public double NoiseLevel { get; } = noiseLevel;

    /// <summary>What the noise is drawn from.</summary>
    public int Seed { get; } = seed;

    /// <summary>Noisy photos that run at once.</summary>
    public int Batch { get; } = batch;

    /// <summary>The part of the map's range at which its mean standard error is small enough; 0 for all samples.</summary>
    public double Error { get; } = error;

    /// <summary>[M, N or 1, 3, H, W]: noise that has been drawn elsewhere, in units of the input.</summary>
    internal Tensor? Noise { get; init; }

    /// <inheritdoc/>
    public override string? Obstacle(Network network) => Method.Obstacle(network);

    /// <summary>What is averaged: the maps, or something made of each.</summary>
    private protected virtual Tensor Each(Tensor maps) => maps;

    /// <summary>The map, of what has come so far.</summary>
    private protected virtual Tensor Of(Moments moments) => moments.Mean;

    /// <summary>How sure it is; null where that is not known.</summary>
    private protected virtual Tensor? ErrorOf(Moments moments) => moments.StandardError;

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        using NoisyPhotos photos = new(run.Input, NoiseLevel, Seed, Noise);
        Moments moments = new();
        foreach (int[] some in Enumerable.Range(0, Samples).Chunk(run.Together(Batch)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor maps = run.MapsOf(photos.Next(some.Length), Method);
            moments.Add(Each(maps.view([some.Length, run.Count, .. maps.shape[1..]])));
            run.Report(some[^1] + 1, Samples, "samples", Of(moments));
            run.CancellationToken.ThrowIfCancellationRequested();
            if (moments.IsWithin(Error))
                break;
        }
        run.StandardErrors = ErrorOf(moments);
        return Of(moments);
    }
}
