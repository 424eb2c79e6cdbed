using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>Sums over the positions of each channel.</summary>
internal static class ChannelSums
{
    /// <summary>The sum of a b over positions, [N, C]; without writing the products where the processor holds both.</summary>
    internal static Tensor Of(Tensor a, Tensor b)
    {
        if (a.dim() < 3 || !Fused.Serves(a, b) || a.numel() != b.numel())
            return Conditions.Totals(a * b);
        Tensor sums = empty(a.shape[..2], a.dtype, a.device);
        bool isChannelsLast = Layout.IsChannelsLast(a);
        if (a.dtype == float32)
            Run<float>(a, b, sums, isChannelsLast);
        else
            Run<double>(a, b, sums, isChannelsLast);
        return sums;
    }

    private static unsafe void Run<T>(Tensor a, Tensor b, Tensor sums, bool isChannelsLast)
        where T : unmanaged, IFloatingPoint<T>
    {
        nint first = ParallelLoops.Start(a),
            second = ParallelLoops.Start(b),
            to = ParallelLoops.Start(sums);
        int length = (int)(a.numel() / sums.numel()),
            channels = (int)a.shape[1];
        if (isChannelsLast)
        {
            ParallelLoops.Run(channels, a.shape[0] * length / 2, (start, end) =>
            {
                for (long n = 0; n < a.shape[0]; n++)
                    Products(
                        (T*)first + (n * length * channels),
                        (T*)second + (n * length * channels),
                        (T*)to + (n * channels),
                        start,
                        end,
                        channels,
                        length
                    );
            });
            return;
        }
        ParallelLoops.Run((int)sums.numel(), length / 2, (start, end) =>
        {
            for (long c = start; c < end; c++)
                ((T*)to)[c] = T.CreateTruncating(Product((T*)first + (c * length), (T*)second + (c * length), length));
        });
    }

    /// <summary>For some of the channels, which lie side by side at each position; each has its sum in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Products<T>(T* a, T* b, T* sums, int start, int end, int channels, int length)
        where T : unmanaged, IFloatingPoint<T>
    {
        double[] totals = new double[end - start];
        for (int i = 0; i < length; i++, a += channels, b += channels)
        for (int c = start; c < end; c++)
            totals[c - start] += double.CreateTruncating(a[c] * b[c]);
        for (int c = start; c < end; c++)
            sums[c] = T.CreateTruncating(totals[c - start]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Product<T>(T* a, T* b, int length)
        where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> total = Vector<T>.Zero;
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            total += Vector.Load(a + i) * Vector.Load(b + i);
        double sum = 0;
        for (int k = 0; k < Vector<T>.Count; k++)
            sum += double.CreateTruncating(total[k]);
        for (; i < length; i++)
            sum += double.CreateTruncating(a[i] * b[i]);
        return sum;
    }
}
