using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>
/// FEM's map in one pass over memory where libtorch's operations take nine: each channel is read while it is near, for its mean, its spread
/// and the positions that are strong.
/// </summary>
internal static class StrongPositions
{
    /// <summary>
    /// The sum over channels of the mean where a value is at least mean + k std, [N, 1, H, W]. A channel that is constant is strong
    /// everywhere.
    /// </summary>
    internal static Tensor Of(Tensor a, double k)
    {
        Tensor map = zeros([a.shape[0], 1, a.shape[2], a.shape[3]], a.dtype);
        for (long n = 0; n < a.shape[0]; n++)
            if (a.dtype == float32)
                Add<float>(a[n], map[n], k);
            else
                Add<double>(a[n], map[n], k);
        return map;
    }

    private static unsafe void Add<T>(Tensor a, Tensor map, double k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint from = ParallelLoops.Start(a),
            to = ParallelLoops.Start(map);
        int length = (int)map.numel();
        ConcurrentBag<(int Start, T[] Positions)> parts = [];
        ParallelLoops.Run((int)a.shape[0], length, (start, end) =>
        {
            T[] positions = new T[length];
            for (int c = start; c < end; c++)
                Gather((T*)from + ((long)c * length), positions, k);
            parts.Add((start, positions));
        });
        foreach ((_, T[] positions) in parts.OrderBy(p => p.Start)) // always in one order, so that the sum is always the same
            for (int i = 0; i < length; i++)
                ((T*)to)[i] += positions[i];
    }

    /// <summary>Adds a channel's mean where it is strong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Gather<T>(T* plane, T[] positions, double k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = positions.Length,
            i = 0;
        (T mean, bool isConstant) = Mean(plane, length);
        T threshold = isConstant ? T.NegativeInfinity : mean + (T.CreateTruncating(k) * T.Sqrt(Spread(plane, length, mean)));
        Vector<T> least = new(threshold),
            weight = new(mean);
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            (
                new Vector<T>(positions, i)
                + Vector.ConditionalSelect(Vector.GreaterThanOrEqual(Vector.Load(plane + i), least), weight, Vector<T>.Zero)
            ).CopyTo(positions, i);
        for (; i < length; i++)
            positions[i] += plane[i] >= threshold ? mean : T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe (T Mean, bool IsConstant) Mean<T>(T* plane, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> total = Vector<T>.Zero,
            first = new(plane[0]),
            differs = Vector<T>.Zero;
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            (total, differs) = (total + Vector.Load(plane + i), differs | ~Vector.Equals(Vector.Load(plane + i), first));
        T sum = Vector.Sum(total);
        bool isConstant = differs == Vector<T>.Zero;
        for (; i < length; i++)
            (sum, isConstant) = (sum + plane[i], isConstant && plane[i] == plane[0]);
        return isConstant ? (plane[0], true) : (sum / T.CreateTruncating(length), false);
    }

    /// <summary>The mean of the squared distances from the mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe T Spread<T>(T* plane, int length, T mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> total = Vector<T>.Zero,
            middle = new(mean);
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> distance = Vector.Load(plane + i) - middle;
            total += distance * distance;
        }
        T sum = Vector.Sum(total);
        for (; i < length; i++)
            sum += (plane[i] - mean) * (plane[i] - mean);
        return sum / T.CreateTruncating(length);
    }
}
