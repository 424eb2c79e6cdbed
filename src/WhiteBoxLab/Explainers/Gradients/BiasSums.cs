using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>What FullGrad asks of the gradient at a layer, in one pass over memory where libtorch's operations take eight: its biases' contributions, summed over all values and over the channels of each position.</summary>
/// <param name="bias">One for each channel.</param>
/// <param name="eachChannel">Whether sizes are brought to 0..1 in each channel apart, not in the whole layer.</param>
/// <param name="painted">[N, 1, H, W]: to it the sizes |g b| of all channels, brought to 0..1, are added.</param>
/// <param name="totals">To them the sum of g b is added, for each sample.</param>
internal sealed class BiasSums(Tensor bias, bool eachChannel, Tensor painted, double[] totals)
{
    /// <summary>Takes the gradient at the layer itself.</summary>
    internal void Add(Tensor gradient) => Add(gradient, null, double.PositiveInfinity, gradient);

    /// <summary>Takes the gradient behind the gate that follows, and writes what passes it; the sums count what stands at the gate's ceiling too.</summary>
    internal void Add(Tensor gradient, Tensor? output, double ceiling, Tensor passed)
    {
        if (gradient.dtype == float32)
            Add(gradient, output, (float)ceiling, passed);
        else
            Add<double>(gradient, output, ceiling, passed);
    }

    private unsafe void Add<T>(Tensor gradient, Tensor? output, T ceiling, Tensor passed) where T : unmanaged, IFloatingPoint<T>
    {
        nint signal = Lanes.Start(gradient), values = output is null ? 0 : Lanes.Start(output), from = Lanes.Start(passed), biases = Lanes.Start(bias), to = Lanes.Start(painted);
        int channels = (int)gradient.shape[1], length = (int)(gradient.shape[2] * gradient.shape[3]);
        BiasSumsByPosition<T>? byPosition = Layout.IsChannelsLast(gradient) ? new((T*)biases, channels, length, ceiling, eachChannel) : null;
        for (int n = 0; n < totals.Length; n++)
        {
            long at = (long)n * channels * length;
            T* g = (T*)signal + at, v = values == 0 ? null : (T*)values + at, p = (T*)from + at, map = (T*)to + ((long)n * length);
            totals[n] += byPosition?.Add(g, v, p, map) ?? Add((nint)g, (nint)v, (nint)p, biases, map, channels, length, ceiling);
        }
    }

    private unsafe double Add<T>(nint signal, nint values, nint from, nint biases, T* painted, int channels, int length, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        ConcurrentBag<Part<T>> parts = [];
        Lanes.Run(channels, length / 2, (start, end) =>
        {
            Part<T> part = new(start, length);
            for (int c = start; c < end; c++)
            {
                long at = (long)c * length;
                T* g = (T*)signal + at, v = values == 0 ? null : (T*)values + at, p = (T*)from + at;
                if (eachChannel)
                    Apart(part, g, v, p, ((T*)biases)[c], ceiling);
                else
                    Together(part, g, v, p, ((T*)biases)[c], ceiling);
            }
            parts.Add(part);
        });
        Part<T>[] inOrder = [.. parts.OrderBy(p => p.Start)]; // always in one order, so that the sum is always the same
        T[] sums = inOrder[0].Positions;
        foreach (Part<T> part in inOrder.AsSpan(1))
            for (int i = 0; i < length; i++)
                sums[i] += part.Positions[i];
        (double shift, double factor) = eachChannel ? (inOrder.Sum(p => p.Shift), 1) : ToUnit(channels, inOrder.Select(p => (p.Least, p.Most)));
        Paint(sums, shift, factor, painted);
        return inOrder.Sum(p => p.Sum);
    }

    /// <summary>What some of the channels have in all.</summary>
    private sealed class Part<T>(int start, int length) where T : unmanaged, IFloatingPoint<T>
    {
        internal readonly int Start = start;
        internal readonly T[] Positions = new T[length];
        internal double Sum, Shift;
        internal Vector<T> Least = new(T.CreateSaturating(double.MaxValue)), Most = Vector<T>.Zero;
    }

    /// <summary>The shift and the factor that bring sizes to 0..1, given the smallest and largest ones.</summary>
    internal static (double Shift, double Factor) ToUnit<T>(int channels, IEnumerable<(Vector<T> Least, Vector<T> Most)> sizes) where T : unmanaged, IFloatingPoint<T>
    {
        (double low, double high) = (double.PositiveInfinity, 0);
        foreach ((Vector<T> least, Vector<T> most) in sizes)
            for (int i = 0; i < Vector<T>.Count; i++)
                (low, high) = (Math.Min(low, double.CreateTruncating(least[i])), Math.Max(high, double.CreateTruncating(most[i])));
        return (-channels * low, 1 / (high - low + 1e-6));
    }

    /// <summary>A channel whose sizes are scaled with all others: in one loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Together<T>(Part<T> part, T* signal, T* output, T* passed, T bias, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> sums = Vector<T>.Zero, reached = Vector<T>.Zero, low = part.Least, high = part.Most, times = new(bias), most = new(ceiling);
        int i = 0, length = part.Positions.Length;
        fixed (T* positions = part.Positions)
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> g = Vector.Load(signal + i);
                if (output != null)
                {
                    Vector<T> value = Vector.Load(output + i);
                    reached += Vector.ConditionalSelect(Vector.GreaterThanOrEqual(value, most), g, Vector<T>.Zero);
                    g = Vector.ConditionalSelect(Vector.GreaterThan(value, Vector<T>.Zero) & Vector.LessThan(value, most), g, Vector<T>.Zero);
                    g.Store(passed + i);
                }
                Vector<T> product = g * times, size = Vector.Abs(product);
                (sums, low, high) = (sums + product, Vector.MinNative(low, size), Vector.MaxNative(high, size));
                (Vector.Load(positions + i) + size).Store(positions + i);
            }
        double sum = double.CreateTruncating(Vector.Sum(sums)), atCeiling = double.CreateTruncating(Vector.Sum(reached));
        for (; i < length; i++)
        {
            if (output != null)
            {
                atCeiling += output[i] >= ceiling ? double.CreateTruncating(signal[i]) : 0;
                passed[i] = output[i] > T.Zero && output[i] < ceiling ? signal[i] : T.Zero;
            }
            T product = passed[i] * bias, size = T.Abs(product);
            (sum, low, high) = (sum + double.CreateTruncating(product), Vector.MinNative(low, new(size)), Vector.MaxNative(high, new(size)));
            part.Positions[i] += size;
        }
        (part.Least, part.Most) = (low, high);
        part.Sum += sum + (T.IsFinite(ceiling) ? double.CreateTruncating(ceiling) * atCeiling : 0);
    }

    /// <summary>A channel whose sizes are scaled apart: its smallest and largest one are known only when it has been read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Apart<T>(Part<T> part, T* signal, T* output, T* passed, T bias, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        if (output != null)
            part.Sum += Pass(signal, output, passed, part.Positions.Length, ceiling);
        double b = double.CreateTruncating(bias), size = Math.Abs(b);
        (double sum, double least, double most) = Range(passed, part.Positions.Length);
        double factor = size / ((size * (most - least)) + 1e-7);
        part.Sum += b * sum;
        part.Shift -= factor * least;
        Gather(passed, part.Positions, T.CreateTruncating(factor));
    }

    /// <summary>Adds (sum + shift) times a factor at each position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void Paint<T>(T[] sums, double shift, double factor, T* painted) where T : unmanaged, IFloatingPoint<T>
    {
        (T added, T times) = (T.CreateTruncating(shift), T.CreateTruncating(factor));
        for (int i = 0; i < sums.Length; i++)
            painted[i] += (sums[i] + added) * times;
    }

    /// <summary>The ceiling times the sum of the gradient where an activation has reached it, [N] in float64.</summary>
    internal static Tensor AtCeiling(Tensor gradient, Tensor output, double ceiling)
    {
        if (!Fused.Serves(gradient, output))
            return gradient.masked_fill(output.lt(ceiling), 0).flatten(1).sum([1]).to(float64).mul_(ceiling);
        Tensor sums = zeros([gradient.shape[0]], float64);
        for (long n = 0; n < gradient.shape[0]; n++)
            sums[n] = ceiling * (gradient.dtype == float32 ? Open(gradient.narrow(0, n, 1), output.narrow(0, n, 1), (float)ceiling) : Open(gradient.narrow(0, n, 1), output.narrow(0, n, 1), ceiling));
        return sums;
    }

    /// <summary>Values through the gate behind them, and the ceiling times the sum of what stands there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe double Pass<T>(T* signal, T* output, T* passed, int length, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        double reached = T.IsFinite(ceiling) ? double.CreateTruncating(ceiling) * Reached(signal, output, 0, length, ceiling) : 0;
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

    /// <summary>The sum of a plane, and its smallest and largest size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe (double Sum, double Least, double Most) Range<T>(T* plane, int length) where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> total = Vector<T>.Zero, low = new(T.Abs(plane[0])), high = low;
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> value = Vector.Load(plane + i), size = Vector.Abs(value);
            (total, low, high) = (total + value, Vector.MinNative(low, size), Vector.MaxNative(high, size));
        }
        double sum = double.CreateTruncating(Vector.Sum(total));
        for (; i < length; i++)
        {
            Vector<T> size = new(T.Abs(plane[i]));
            (sum, low, high) = (sum + double.CreateTruncating(plane[i]), Vector.MinNative(low, size), Vector.MaxNative(high, size));
        }
        (T least, T most) = (low[0], high[0]);
        for (int k = 1; k < Vector<T>.Count; k++)
            (least, most) = (T.Min(least, low[k]), T.Max(most, high[k]));
        return (sum, double.CreateTruncating(least), double.CreateTruncating(most));
    }

    /// <summary>Adds the sizes of a plane times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
                sums[c] = Reached((T*)signal, (T*)value, c * Chunk, Math.Min(length, (c + 1) * Chunk), ceiling);
        });
        return sums.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Reached<T>(T* signal, T* value, int start, int end, T ceiling) where T : unmanaged, IFloatingPoint<T>
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
