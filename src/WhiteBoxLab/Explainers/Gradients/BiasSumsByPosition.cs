using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>
/// <see cref="BiasSums"/> of one sample where the channels of each position lie side by side: a position's channels are read while they are
/// near.
/// </summary>
internal sealed unsafe class BiasSumsByPosition<T>(T* bias, int channels, int length, T ceiling)
    where T : unmanaged, IFloatingPoint<T>
{
    private readonly nint bias = (nint)bias;

    private sealed record Part(int Start, double Sum, Vector<T> Least, Vector<T> Most);

    /// <summary>The sum of g b and of what stands at the ceiling. No output where there is no gate.</summary>
    internal double Add(T* signal, T* output, T* passed, T* painted)
    {
        T[] sums = new T[length];
        nint from = (nint)signal,
            gate = (nint)output,
            to = (nint)passed;
        ConcurrentBag<Part> parts = [];
        ParallelLoops.Run(length, channels / 4, (start, end) => parts.Add(Read(start, end, (T*)from, (T*)gate, (T*)to, sums)));
        Part[] inOrder = [.. parts.OrderBy(p => p.Start)]; // always in one order, so that the sum is always the same
        BiasSums.Paint(sums, channels, inOrder.Select(p => (p.Least, p.Most)), painted);
        return inOrder.Sum(p => p.Sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Part Read(int start, int end, T* signal, T* output, T* passed, T[] sums)
    {
        double sum = 0;
        Vector<T> least = new(T.CreateSaturating(double.MaxValue)),
            most = Vector<T>.Zero;
        for (int p = start; p < end; p++)
        {
            long at = (long)p * channels;
            sum += Row(signal + at, output == null ? null : output + at, passed + at, ref least, ref most, out sums[p]);
        }
        return new(start, sum, least, most);
    }

    /// <summary>
    /// The sum of g b over the channels of a position with what stands at the ceiling, and the sum of the sizes; the smallest and largest
    /// of them so far.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Row(T* signal, T* output, T* passed, ref Vector<T> least, ref Vector<T> most, out T size)
    {
        T* b = (T*)bias;
        Vector<T> sums = Vector<T>.Zero,
            sizes = Vector<T>.Zero,
            reached = Vector<T>.Zero,
            low = new(T.CreateSaturating(double.MaxValue)),
            high = Vector<T>.Zero,
            top = new(ceiling);
        int i = 0;
        for (; i <= channels - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> g = Vector.Load(signal + i);
            if (output != null)
                (g = BiasSums.Passed(g, Vector.Load(output + i), top, ref reached)).Store(passed + i);
            Vector<T> part = g * Vector.Load(b + i),
                abs = Vector.Abs(part);
            (sums, sizes, low, high) = (sums + part, sizes + abs, Vector.MinNative(low, abs), Vector.MaxNative(high, abs));
        }
        (double sum, double atCeiling) = (double.CreateTruncating(Vector.Sum(sums)), double.CreateTruncating(Vector.Sum(reached)));
        size = Vector.Sum(sizes);
        for (; i < channels; i++)
        {
            if (output != null)
                passed[i] = BiasSums.Passed(signal[i], output[i], ceiling, ref atCeiling);
            T part = passed[i] * b[i],
                abs = T.Abs(part);
            (sum, size, low, high) = (
                sum + double.CreateTruncating(part),
                size + abs,
                Vector.MinNative(low, new(abs)),
                Vector.MaxNative(high, new(abs))
            );
        }
        (least, most) = (Vector.MinNative(least, low), Vector.MaxNative(most, high));
        return sum + (T.IsFinite(ceiling) ? double.CreateTruncating(ceiling) * atCeiling : 0);
    }
}
