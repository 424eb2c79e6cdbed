using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WhiteBoxLab;

/// <summary>
/// Maps stretched over a larger picture, bilinearly, as <c>interpolate</c> does: columns first, on the few rows that there are, then rows,
/// many columns at a time. libtorch, which computes each position from its four, takes five times as long.
/// </summary>
internal static class Upsampling
{
    /// <summary>[N, 1, H, W] at another size; as libtorch does it where the processor holds no plain numbers.</summary>
    internal static Tensor Bilinear(Tensor map, long[] size, bool alignCorners)
    {
        if (!ParallelLoops.Serves(map) || map.shape[2] > size[0] || map.shape[3] > size[1])
            return F.interpolate(map, size, mode: InterpolationMode.Bilinear, align_corners: alignCorners);
        Tensor stretched = empty([map.shape[0], map.shape[1], .. size], map.dtype);
        Run(map, stretched, alignCorners, adds: false);
        return stretched;
    }

    /// <summary>Adds [N, 1, h, w], stretched, to [N, 1, H, W].</summary>
    internal static void Add(Tensor map, Tensor to, bool alignCorners)
    {
        if (!ParallelLoops.Serves(map, to) || map.shape[2] > to.shape[2] || map.shape[3] > to.shape[3])
            to.add_(Bilinear(map, to.shape[2..], alignCorners));
        else
            Run(map, to, alignCorners, adds: true);
    }

    private static void Run(Tensor map, Tensor stretched, bool alignCorners, bool adds)
    {
        if (map.dtype == float32)
            Run<float>(map, stretched, alignCorners, adds);
        else
            Run<double>(map, stretched, alignCorners, adds);
    }

    private static unsafe void Run<T>(Tensor map, Tensor stretched, bool alignCorners, bool adds)
        where T : unmanaged, IFloatingPoint<T>
    {
        nint from = ParallelLoops.Start(map),
            to = ParallelLoops.Start(stretched);
        int height = (int)map.shape[2],
            width = (int)map.shape[3],
            rows = (int)stretched.shape[2],
            columns = (int)stretched.shape[3];
        (int Low, int High, T Share)[] across = Places<T>(width, columns, alignCorners),
            down = Places<T>(height, rows, alignCorners);
        nint wide = (nint)NativeMemory.Alloc((nuint)(height * columns * sizeof(T)));
        for (long n = 0; n < map.shape[0] * map.shape[1]; n++)
        {
            Widen((T*)from + (n * height * width), (T*)wide, height, width, across);
            T* picture = (T*)to + (n * rows * columns);
            ParallelLoops.Run(rows, columns / 4, (start, end) =>
            {
                for (int y = start; y < end; y++)
                    Blend(
                        (T*)wide + ((long)down[y].Low * columns),
                        (T*)wide + ((long)down[y].High * columns),
                        down[y].Share,
                        picture + ((long)y * columns),
                        columns,
                        adds
                    );
            });
        }
        NativeMemory.Free((void*)wide);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Widen<T>(T* rows, T* wide, int height, int width, (int Low, int High, T Share)[] across)
        where T : unmanaged, IFloatingPoint<T>
    {
        for (int y = 0; y < height; y++, rows += width, wide += across.Length)
        for (int x = 0; x < across.Length; x++)
            wide[x] = Between(rows[across[x].Low], rows[across[x].High], across[x].Share);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Blend<T>(T* low, T* high, T share, T* to, int length, bool adds)
        where T : unmanaged, IFloatingPoint<T>
    {
        int i = 0;
        Vector<T> near = new(T.One - share),
            far = new(share);
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> between = (Vector.Load(low + i) * near) + (Vector.Load(high + i) * far);
            (adds ? between + Vector.Load(to + i) : between).Store(to + i);
        }
        for (; i < length; i++)
            to[i] = Between(low[i], high[i], share) + (adds ? to[i] : T.Zero);
    }

    private static T Between<T>(T low, T high, T share)
        where T : IFloatingPoint<T> => (low * (T.One - share)) + (high * share);

    /// <summary>For each position of the larger line the two of the smaller that it lies between, and the share of the second.</summary>
    private static (int Low, int High, T Share)[] Places<T>(int from, int to, bool alignCorners)
        where T : IFloatingPoint<T> =>
        [
            .. Enumerable
                .Range(0, to)
                .Select(i =>
                {
                    double at = alignCorners ? i * (from - 1.0) / Math.Max(1, to - 1) : Math.Max(0, ((i + 0.5) * from / to) - 0.5);
                    int low = Math.Min((int)at, from - 1);
                    return (low, Math.Min(low + 1, from - 1), T.CreateTruncating(at - low));
                }),
        ];
}
