using System.Collections.Concurrent;
using System.Numerics;

namespace WhiteBoxLab;

/// <summary>What FullGrad asks of the gradient at a layer, in one pass over memory where libtorch's operations take eight: its biases' contributions, summed over all values and over the channels of each position.</summary>
internal static class BiasSums
{
    /// <summary>The sum over channels of |g b|, brought to 0..1 (all channels together, or each apart), [N, 1, H, W]; and the sum of g b, [N] in float64.</summary>
    internal static (Tensor Painted, Tensor Sums) Of(Tensor gradient, Tensor bias, bool eachChannel) => Of(gradient, null, double.PositiveInfinity, gradient, bias, eachChannel);

    /// <summary>Likewise of the gradient that passes the gate behind the biases, which is written to <paramref name="passed"/>; the sums count what stands at the gate's ceiling too.</summary>
    internal static (Tensor Painted, Tensor Sums) Behind(double ceiling, Tensor gradient, Tensor output, Tensor passed, Tensor bias, bool eachChannel) => Of(gradient, output, ceiling, passed, bias, eachChannel);

    private static (Tensor Painted, Tensor Sums) Of(Tensor gradient, Tensor? output, double ceiling, Tensor passed, Tensor bias, bool eachChannel)
    {
        Tensor painted = zeros([gradient.shape[0], 1, gradient.shape[2], gradient.shape[3]], gradient.dtype), sums = zeros([gradient.shape[0]], float64);
        for (long n = 0; n < gradient.shape[0]; n++)
            sums[n] = gradient.dtype == float32
                ? Add<float>(gradient[n], output?[n], (float)ceiling, passed[n], bias, painted[n], eachChannel)
                : Add<double>(gradient[n], output?[n], ceiling, passed[n], bias, painted[n], eachChannel);
        return (painted, sums);
    }

    /// <summary>The ceiling times the sum of the gradient where an activation has reached it, [N] in float64.</summary>
    internal static Tensor AtCeiling(Tensor gradient, Tensor output, double ceiling)
    {
        if (!Fused.Serves(gradient, output))
            return gradient.masked_fill(output.lt(ceiling), 0).flatten(1).sum([1]).to(float64).mul_(ceiling);
        Tensor sums = zeros([gradient.shape[0]], float64);
        for (long n = 0; n < gradient.shape[0]; n++)
            sums[n] = ceiling * (gradient.dtype == float32 ? Open<float>(gradient[n], output[n], (float)ceiling) : Open<double>(gradient[n], output[n], ceiling));
        return sums;
    }

    private static unsafe double Add<T>(Tensor gradient, Tensor? output, T ceiling, Tensor passed, Tensor bias, Tensor painted, bool eachChannel) where T : unmanaged, IFloatingPoint<T>
    {
        nint signal = Lanes.Start(gradient), values = output is null ? 0 : Lanes.Start(output), from = Lanes.Start(passed), biases = Lanes.Start(bias), to = Lanes.Start(painted);
        int channels = (int)gradient.shape[0], length = (int)painted.numel();
        ConcurrentBag<(int Start, T[] Positions, double Sum, double Least, double Most, double Shift)> parts = [];
        Lanes.Run(channels, length, (start, end) =>
        {
            T[] positions = new T[length];
            double all = 0, smallest = double.PositiveInfinity, largest = double.NegativeInfinity, shift = 0;
            for (int c = start; c < end; c++)
            {
                long at = (long)c * length;
                T* plane = (T*)from + at;
                all += values == 0 ? 0 : Pass((T*)signal + at, (T*)values + at, plane, length, ceiling);
                double b = double.CreateTruncating(((T*)biases)[c]), size = Math.Abs(b);
                (double sum, double least, double most) = Range(plane, length, eachChannel ? null : positions, T.CreateTruncating(size));
                (all, smallest, largest) = (all + (b * sum), Math.Min(smallest, size * least), Math.Max(largest, size * most));
                if (!eachChannel)
                    continue;
                double factor = size / ((size * (most - least)) + 1e-7); // known only now
                shift -= factor * least;
                Gather(plane, positions, T.CreateTruncating(factor));
            }
            parts.Add((start, positions, all, smallest, largest, shift));
        });
        (int Start, T[] Positions, double Sum, double Least, double Most, double Shift)[] inOrder = [.. parts.OrderBy(p => p.Start)]; // always in one order, so that the sum is always the same
        foreach ((_, T[] positions, _, _, _, _) in inOrder)
            for (int i = 0; i < length; i++)
                ((T*)to)[i] += positions[i];
        double low = inOrder.Min(p => p.Least);
        _ = eachChannel ? painted.add_(inOrder.Sum(p => p.Shift)) : painted.sub_(channels * low).div_(inOrder.Max(p => p.Most) - low + 1e-6);
        return inOrder.Sum(p => p.Sum);
    }

    /// <summary>A plane through the gate behind it, and the ceiling times the sum of what stands there.</summary>
    private static unsafe double Pass<T>(T* signal, T* output, T* passed, int length, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        double reached = T.IsFinite(ceiling) ? double.CreateTruncating(ceiling) * Part(signal, output, 0, length, ceiling) : 0;
        Vector<T> most = new(ceiling);
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> value = Vector.Load(output + i);
            Vector.ConditionalSelect(Vector.GreaterThan(value, Vector<T>.Zero) & Vector.LessThan(value, most), Vector.Load(signal + i), Vector<T>.Zero).Store(passed + i);
        }
        for (; i < length; i++)
            passed[i] = output[i] > T.Zero && output[i] < ceiling ? signal[i] : T.Zero;
        return reached;
    }

    /// <summary>The sum of a plane, and its smallest and largest size; adds the sizes times a factor on the way where there are positions.</summary>
    private static unsafe (double Sum, double Least, double Most) Range<T>(T* plane, int length, T[]? positions, T factor) where T : unmanaged, IFloatingPoint<T>
    {
        int i = 0, n = Vector<T>.Count;
        double sum = 0;
        T least = T.Abs(plane[0]), most = least;
        fixed (T* to = positions)
        {
            if (length >= n)
            {
                Vector<T> total = Vector<T>.Zero, low = Vector.Abs(Vector.Load(plane)), high = low, times = new(factor);
                for (; i <= length - n; i += n)
                {
                    Vector<T> value = Vector.Load(plane + i), size = Vector.Abs(value);
                    (total, low, high) = (total + value, Vector.MinNative(low, size), Vector.MaxNative(high, size));
                    if (to != null)
                        (Vector.Load(to + i) + (size * times)).Store(to + i);
                }
                for (int k = 0; k < n; k++)
                    (sum, least, most) = (sum + double.CreateTruncating(total[k]), T.Min(least, low[k]), T.Max(most, high[k]));
            }
            for (; i < length; i++)
            {
                T size = T.Abs(plane[i]);
                (sum, least, most) = (sum + double.CreateTruncating(plane[i]), T.Min(least, size), T.Max(most, size));
                if (to != null)
                    to[i] += size * factor;
            }
        }
        return (sum, double.CreateTruncating(least), double.CreateTruncating(most));
    }

    /// <summary>Adds the sizes of a plane times a factor.</summary>
    private static unsafe void Gather<T>(T* plane, T[] positions, T factor) where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> times = new(factor);
        int i = 0;
        for (; i <= positions.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(positions, i) + (Vector.Abs(Vector.Load(plane + i)) * times)).CopyTo(positions, i);
        for (; i < positions.Length; i++)
            positions[i] += T.Abs(plane[i]) * factor;
    }

    private static unsafe double Open<T>(Tensor gradient, Tensor output, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        nint signal = Lanes.Start(gradient), value = Lanes.Start(output);
        const int Chunk = 4096; // few enough that a sum of float32 stays exact
        int length = (int)gradient.numel();
        double[] sums = new double[(length + Chunk - 1) / Chunk];
        Lanes.Run(sums.Length, Chunk / 4, (start, end) =>
        {
            for (int c = start; c < end; c++)
                sums[c] = Part((T*)signal, (T*)value, c * Chunk, Math.Min(length, (c + 1) * Chunk), ceiling);
        });
        return sums.Sum();
    }

    private static unsafe double Part<T>(T* signal, T* value, int start, int end, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> most = new(ceiling), total = Vector<T>.Zero;
        int i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
            total += Vector.ConditionalSelect(Vector.GreaterThanOrEqual(Vector.Load(value + i), most), Vector.Load(signal + i), Vector<T>.Zero);
        double sum = 0;
        for (int k = 0; k < Vector<T>.Count; k++)
            sum += double.CreateTruncating(total[k]);
        for (; i < end; i++)
            sum += value[i] >= ceiling ? double.CreateTruncating(signal[i]) : 0;
        return sum;
    }
}
