using System.Numerics;

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
        if (a.dtype == float32)
            Run<float>(a, b, sums);
        else
            Run<double>(a, b, sums);
        return sums;
    }

    private static unsafe void Run<T>(Tensor a, Tensor b, Tensor sums) where T : unmanaged, IFloatingPoint<T>
    {
        nint first = Lanes.Start(a), second = Lanes.Start(b), to = Lanes.Start(sums);
        int length = (int)(a.numel() / sums.numel());
        Lanes.Run((int)sums.numel(), length / 2, (start, end) =>
        {
            for (long c = start; c < end; c++)
                ((T*)to)[c] = T.CreateTruncating(Product((T*)first + (c * length), (T*)second + (c * length), length));
        });
    }

    private static unsafe double Product<T>(T* a, T* b, int length) where T : unmanaged, IFloatingPoint<T>
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
