namespace WhiteBoxLab;

/// <summary>
/// Augmented smoothing, from pytorch-grad-cam's <c>aug_smooth</c>: the mean of the finished maps of a photo and of its left-right mirror
/// (its map mirrored back), each times 0.9, 1 and 1.1 as the network takes it in. The mean is not scaled again.
/// </summary>
internal static class Augmented
{
    /// <summary>How many pictures are made of one photo, itself among them.</summary>
    internal const int Count = 6;

    /// <summary>How many pictures run at once, as long as there are no more photos: one by one they take half as long again.</summary>
    private const int Together = 8;

    private static readonly (double Factor, bool Mirrored)[] Others = [(1, true), (0.9, false), (0.9, true), (1.1, false), (1.1, true)];

    /// <summary>
    /// The mean of a method's maps. The photos as they are come first: they settle the target, and share passes with other methods.
    /// </summary>
    internal static Tensor Mean(Explanation run, Func<Explanation, Tensor> method)
    {
        Tensor sum = method(run);
        int done = 1;
        foreach ((double Factor, bool Mirrored)[] some in Others.Chunk((int)Math.Max(1, Together / run.Count)))
        {
            using DisposeScope scope = NewDisposeScope();
            run.Report(done, Count, "passes", sum / done);
            Tensor maps = run.MapsOf(cat([.. some.Select(one => Mirror(run.Input * one.Factor, one.Mirrored))], 0), method);
            foreach ((Tensor map, (_, bool mirrored)) in maps.chunk(some.Length).Zip(some))
                sum.add_(Mirror(map, mirrored));
            done += some.Length;
        }
        return sum.div_(Count);
    }

    private static Tensor Mirror(Tensor pictures, bool mirrored) => mirrored ? pictures.flip(3) : pictures;
}
