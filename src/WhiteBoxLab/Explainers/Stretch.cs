using System.Numerics;

namespace WhiteBoxLab;

/// <summary>Maps stretched over a larger picture, bilinearly, as <c>interpolate</c> does: columns first, on the few rows that there are, then rows, many columns at a time. libtorch, which computes each position from its four, takes five times as long.</summary>
internal static class Stretch
{
    /// <summary>[N, 1, H, W] at another size; as libtorch does it where the processor holds no plain numbers.</summary>
    internal static Tensor Bilinear(Tensor map, long[] size, bool alignCorners)
    {
        if (!Lanes.Serves(map) || map.shape[2] > size[0] || map.shape[3] > size[1])
            return F.interpolate(map, size, mode: InterpolationMode.Bilinear, align_corners: alignCorners);
        Tensor stretched = empty([map.shape[0], map.shape[1], .. size], map.dtype);
        if (map.dtype == float32)
            Run<float>(map, stretched, alignCorners);
        else
            Run<double>(map, stretched, alignCorners);
        return stretched;
    }

    private static unsafe void Run<T>(Tensor map, Tensor stretched, bool alignCorners) where T : unmanaged, IFloatingPoint<T>
    {
        T* from = (T*)Lanes.Start(map), to = (T*)Lanes.Start(stretched);
        int height = (int)map.shape[2], width = (int)map.shape[3], rows = (int)stretched.shape[2], columns = (int)stretched.shape[3];
        (int Low, int High, T Share)[] across = Places<T>(width, columns, alignCorners), down = Places<T>(height, rows, alignCorners);
        T[] wide = new T[height * columns];
        for (long n = 0; n < map.shape[0] * map.shape[1]; n++, from += height * width, to += rows * columns)
        {
            for (int y = 0; y < height; y++)
                for (int x = 0; x < columns; x++)
                    wide[(y * columns) + x] = Between(from[(y * width) + across[x].Low], from[(y * width) + across[x].High], across[x].Share);
            for (int y = 0; y < rows; y++)
                Blend(wide.AsSpan(down[y].Low * columns, columns), wide.AsSpan(down[y].High * columns, columns), down[y].Share, new Span<T>(to + ((long)y * columns), columns));
        }
    }

    private static void Blend<T>(ReadOnlySpan<T> low, ReadOnlySpan<T> high, T share, Span<T> to) where T : unmanaged, IFloatingPoint<T>
    {
        int i = 0;
        Vector<T> near = new(T.One - share), far = new(share);
        for (; i <= to.Length - Vector<T>.Count; i += Vector<T>.Count)
            ((new Vector<T>(low[i..]) * near) + (new Vector<T>(high[i..]) * far)).CopyTo(to[i..]);
        for (; i < to.Length; i++)
            to[i] = Between(low[i], high[i], share);
    }

    private static T Between<T>(T low, T high, T share) where T : IFloatingPoint<T> => (low * (T.One - share)) + (high * share);

    /// <summary>For each position of the larger line the two of the smaller that it lies between, and the share of the second.</summary>
    private static (int Low, int High, T Share)[] Places<T>(int from, int to, bool alignCorners) where T : IFloatingPoint<T> => [.. Enumerable.Range(0, to).Select(i =>
    {
        double at = alignCorners ? i * (from - 1.0) / Math.Max(1, to - 1) : Math.Max(0, ((i + 0.5) * from / to) - 0.5);
        int low = Math.Min((int)at, from - 1);
        return (low, Math.Min(low + 1, from - 1), T.CreateTruncating(at - low));
    })];
}
