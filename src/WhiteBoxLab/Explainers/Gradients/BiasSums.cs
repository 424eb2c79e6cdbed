using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>
/// What FullGrad asks of the gradient at a layer, in one pass over memory where libtorch's operations take eight: its biases'
/// contributions, summed over all values and over the channels of each position.
/// </summary>
/// <param name="bias">One for each channel.</param>
/// <param name="painted">[N, 1, H, W]: to it the sizes |g b| of all channels, brought to 0..1 together, are added.</param>
/// <param name="totals">To them the sum of g b is added, for each sample.</param>
internal sealed class BiasSums(Tensor bias, Tensor painted, double[] totals)
{
    private const int Block = 512; // values that are summed up in their own type

    /// <summary>Takes the gradient at the layer itself.</summary>
    internal void Add(Tensor gradient) => Add(gradient, null, double.PositiveInfinity, gradient);

    /// <summary>
    /// Takes the gradient behind the gate that follows, and writes what passes it; the sums count what stands at the gate's ceiling too.
    /// </summary>
    internal void Add(Tensor gradient, Tensor? output, double ceiling, Tensor passed)
    {
        if (gradient.dtype == float32)
            Add(gradient, output, (float)ceiling, passed);
        else
            Add<double>(gradient, output, ceiling, passed);
    }

    private unsafe void Add<T>(Tensor gradient, Tensor? output, T ceiling, Tensor passed)
        where T : unmanaged, IFloatingPoint<T>
    {
        nint signal = ParallelLoops.Start(gradient),
            values = output is null ? 0 : ParallelLoops.Start(output),
            from = ParallelLoops.Start(passed),
            biases = ParallelLoops.Start(bias),
            to = ParallelLoops.Start(painted);
        int channels = (int)gradient.shape[1],
            length = (int)(gradient.shape[2] * gradient.shape[3]);
        BiasSumsByPosition<T>? byPosition = Layout.IsChannelsLast(gradient) ? new((T*)biases, channels, length, ceiling) : null;
        for (int n = 0; n < totals.Length; n++)
        {
            long at = (long)n * channels * length;
            T* g = (T*)signal + at,
                v = values == 0 ? null : (T*)values + at,
                p = (T*)from + at,
                map = (T*)to + ((long)n * length);
            totals[n] += byPosition?.Add(g, v, p, map) ?? Add((nint)g, (nint)v, (nint)p, biases, map, channels, length, ceiling);
        }
    }

    private unsafe double Add<T>(nint signal, nint values, nint from, nint biases, T* painted, int channels, int length, T ceiling)
        where T : unmanaged, IFloatingPoint<T>
    {
        ConcurrentBag<Part<T>> parts = [];
        ParallelLoops.Run(channels, length / 2, (start, end) =>
        {
            Part<T> part = new(start, length);
            for (int c = start; c < end; c++)
            {
                long at = (long)c * length;
                Read(part, (T*)signal + at, values == 0 ? null : (T*)values + at, (T*)from + at, ((T*)biases)[c], ceiling);
            }
            parts.Add(part);
        });
        Part<T>[] inOrder = [.. parts.OrderBy(p => p.Start)]; // always in one order, so that the sum is always the same
        T[] sums = inOrder[0].Positions;
        foreach (Part<T> part in inOrder.AsSpan(1))
            for (int i = 0; i < length; i++)
                sums[i] += part.Positions[i];
        Paint(sums, channels, inOrder.Select(p => (p.Least, p.Most)), painted);
        return inOrder.Sum(p => p.Sum);
    }

    /// <summary>What some of the channels have in all.</summary>
    private sealed class Part<T>(int start, int length)
        where T : unmanaged, IFloatingPoint<T>
    {
        internal readonly int Start = start;
        internal readonly T[] Positions = new T[length];
        internal double Sum;
        internal Vector<T> Least = new(T.CreateSaturating(double.MaxValue)),
            Most = Vector<T>.Zero;
    }

    /// <summary>A channel, in one loop: the gate, the sums, the sizes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Read<T>(Part<T> part, T* signal, T* output, T* passed, T bias, T ceiling)
        where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> sums = Vector<T>.Zero,
            reached = Vector<T>.Zero,
            low = part.Least,
            high = part.Most,
            times = new(bias),
            most = new(ceiling);
        int i = 0,
            length = part.Positions.Length;
        double sum = 0;
        fixed (T* positions = part.Positions)
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                if (i % Block == 0)
                {
                    sum += double.CreateTruncating(Vector.Sum(sums));
                    sums = Vector<T>.Zero;
                }
                Vector<T> g = Vector.Load(signal + i);
                if (output != null)
                    (g = Passed(g, Vector.Load(output + i), most, ref reached)).Store(passed + i);
                Vector<T> size = Vector.Abs(g * times);
                (sums, low, high) = (sums + g, Vector.MinNative(low, size), Vector.MaxNative(high, size));
                (Vector.Load(positions + i) + size).Store(positions + i);
            }
        sum += double.CreateTruncating(Vector.Sum(sums));
        double atCeiling = double.CreateTruncating(Vector.Sum(reached));
        for (; i < length; i++)
        {
            if (output != null)
                passed[i] = Passed(signal[i], output[i], ceiling, ref atCeiling);
            T size = T.Abs(passed[i] * bias);
            (sum, low, high) = (
                sum + double.CreateTruncating(passed[i]),
                Vector.MinNative(low, new(size)),
                Vector.MaxNative(high, new(size))
            );
            part.Positions[i] += size;
        }
        (part.Least, part.Most) = (low, high);
        part.Sum += (double.CreateTruncating(bias) * sum) + (T.IsFinite(ceiling) ? double.CreateTruncating(ceiling) * atCeiling : 0);
    }

    /// <summary>What passes a gate; adds up what stands at its ceiling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Passed<T>(Vector<T> g, Vector<T> output, Vector<T> ceiling, ref Vector<T> reached)
        where T : unmanaged, IFloatingPoint<T>
    {
        reached += Vector.ConditionalSelect(Vector.GreaterThanOrEqual(output, ceiling), g, Vector<T>.Zero);
        return Vector.ConditionalSelect(Vector.GreaterThan(output, Vector<T>.Zero) & Vector.LessThan(output, ceiling), g, Vector<T>.Zero);
    }

    /// <summary>Likewise of a single value.</summary>
    internal static T Passed<T>(T g, T output, T ceiling, ref double reached)
        where T : unmanaged, IFloatingPoint<T>
    {
        reached += output >= ceiling ? double.CreateTruncating(g) : 0;
        return output > T.Zero && output < ceiling ? g : T.Zero;
    }

    /// <summary>Adds the sums of sizes at each position, given the smallest and largest size, by which they are brought to 0..1.</summary>
    internal static unsafe void Paint<T>(T[] sums, int channels, IEnumerable<(Vector<T> Least, Vector<T> Most)> sizes, T* painted)
        where T : unmanaged, IFloatingPoint<T>
    {
        (double low, double high) = (double.PositiveInfinity, 0);
        foreach ((Vector<T> least, Vector<T> most) in sizes)
            for (int i = 0; i < Vector<T>.Count; i++)
                (low, high) = (Math.Min(low, double.CreateTruncating(least[i])), Math.Max(high, double.CreateTruncating(most[i])));
        (T all, T factor) = (T.CreateTruncating(channels * low), T.CreateTruncating(1 / (high - low + 1e-6)));
        for (int i = 0; i < sums.Length; i++)
            painted[i] += (sums[i] - all) * factor;
    }
}
