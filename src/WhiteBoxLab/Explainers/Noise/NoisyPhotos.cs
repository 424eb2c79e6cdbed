namespace WhiteBoxLab;

/// <summary>
/// Photos with Gaussian noise on them, drawn from a seed: draw k is the same for each photo of a batch and however many run at once.
/// </summary>
/// <param name="input">[N, 3, H, W].</param>
/// <param name="level">Standard deviation, as a part of each photo's range from its least to its largest value.</param>
/// <param name="seed">What the draws come from.</param>
/// <param name="stored">[M, N or 1, 3, H, W]: noise that has been drawn elsewhere, as it is; null for draws of one's own.</param>
internal sealed class NoisyPhotos(Tensor input, double level, int seed, Tensor? stored = null) : IDisposable
{
    private readonly Generator generator = new((ulong)seed);
    private readonly Tensor deviation = (input.amax([1, 2, 3], keepdim: true) - input.amin([1, 2, 3], keepdim: true)) * level;
    private int drawn;

    /// <summary>[M N, 3, H, W]: the next M draws, the photos in their order M times.</summary>
    internal Tensor Next(int count)
    {
        Tensor noise = stored is null
            ? stack([.. Enumerable.Range(0, count).Select(_ => Draw())]).to(input.dtype).to(input.device) * deviation
            : stored.narrow(0, drawn, count).to(input.dtype).to(input.device);
        drawn += count;
        return (noise + input).flatten(0, 1);
    }

    private Tensor Draw() => randn([1, .. input.shape[1..]], float32, generator: generator);

    public void Dispose() => generator.Dispose();
}
