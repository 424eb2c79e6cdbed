using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>
/// Neurons whose contributions have next to one sign alone, for alpha-beta on inputs of any sign. There the denominator of the other sign
/// is the difference of two numbers that are nearly equal, and keeps few of their digits:
/// <see cref="Shares.Mixed"/> gives nothing to that sign, and here its denominator is summed up product by product and its share handed
/// down so. They are few where relevance arrives, so this costs next to nothing.
/// </summary>
internal static class OneSided
{
    /// <summary>
    /// <see cref="Shares.Mixed"/> over all elements, the first result over <paramref name="whole"/>; and where relevance met a denominator
    /// that must be summed up apart, in order.
    /// </summary>
    internal static int[] Divide(Shares.Mixed mixed, Tensor signal, Tensor whole, Tensor output, Tensor difference) =>
        signal.dtype == float32
            ? Divide<float>(mixed, signal, whole, output, difference)
            : Divide<double>(mixed, signal, whole, output, difference);

    private static unsafe int[] Divide<T>(Shares.Mixed mixed, Tensor signal, Tensor whole, Tensor output, Tensor difference)
        where T : unmanaged, IFloatingPoint<T>
    {
        const int Chunk = 4096;
        nint a = ParallelLoops.Start(signal),
            q = ParallelLoops.Start(whole),
            z = ParallelLoops.Start(output),
            to = ParallelLoops.Start(difference);
        int count = (int)signal.numel();
        ConcurrentBag<int> found = [];
        ParallelLoops.Run((count + Chunk - 1) / Chunk, Chunk, (start, end) =>
            Part(mixed, (T*)a, (T*)q, (T*)z, (T*)to, start * Chunk, Math.Min(count, end * Chunk), found)
        );
        return [.. found.Order()];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Part<T>(Shares.Mixed mixed, T* a, T* q, T* z, T* to, int start, int end, ConcurrentBag<int> found)
        where T : unmanaged, IFloatingPoint<T>
    {
        int i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> seen = Vector<T>.Zero;
            mixed.Of(Vector.Load(a + i), Vector.Load(q + i), Vector.Load(z + i), out Vector<T> second, ref seen).Store(q + i);
            second.Store(to + i);
            for (int k = 0; seen != Vector<T>.Zero && k < Vector<T>.Count; k++)
                if (!T.IsZero(seen[k]))
                    found.Add(i + k);
        }
        for (; i < end; i++)
        {
            Vector<T> seen = Vector<T>.Zero;
            q[i] = mixed.Of(new Vector<T>(a[i]), new Vector<T>(q[i]), new Vector<T>(z[i]), out Vector<T> second, ref seen)[0];
            to[i] = second[0];
            if (!T.IsZero(seen[0]))
                found.Add(i);
        }
    }

    /// <summary>Adds what the neurons that were found hand down by the sign that got nothing.</summary>
    internal static void HandDown(
        int[] neurons,
        LayerCall call,
        Tensor signal,
        (double Alpha, double Beta, double Epsilon) rule,
        Tensor down
    )
    {
        if (neurons.Length == 0)
            return;
        if (signal.dtype == float32)
            HandDown<float>(neurons, call, signal, rule, down);
        else
            HandDown<double>(neurons, call, signal, rule, down);
    }

    private static unsafe void HandDown<T>(
        int[] neurons,
        LayerCall call,
        Tensor signal,
        (double Alpha, double Beta, double Epsilon) rule,
        Tensor down
    )
        where T : unmanaged, IFloatingPoint<T>
    {
        WeightedLayer layer = call.Weighted;
        Taps taps = new(layer, call.Input(), signal);
        T* relevance = (T*)ParallelLoops.Start(signal),
            x = (T*)ParallelLoops.Start(call.Input()),
            w = (T*)ParallelLoops.Start(layer.Weight),
            b = layer.Bias is null ? null : (T*)ParallelLoops.Start(layer.Bias),
            to = (T*)ParallelLoops.Start(down);
        foreach (int neuron in neurons)
        {
            (int channel, List<(int Input, int Weight)> reached) = taps.Of(neuron);
            double bias = b == null ? 0 : double.CreateTruncating(b[channel]),
                positive = Math.Max(bias, 0) + rule.Epsilon,
                negative = Math.Min(bias, 0) - rule.Epsilon;
            foreach ((int input, int weight) in reached)
                if (double.CreateTruncating(x[input]) * double.CreateTruncating(w[weight]) is var product && product > 0)
                    positive += product;
                else
                    negative += product;
            bool isPositive = positive < -negative; // the sign that got nothing is the weaker one
            double share = double.CreateTruncating(relevance[neuron]) * (isPositive ? rule.Alpha / positive : -rule.Beta / negative);
            foreach ((int input, int weight) in reached)
                if (double.CreateTruncating(x[input]) * double.CreateTruncating(w[weight]) is var product && product > 0 == isPositive)
                    to[input] += T.CreateTruncating(share * product);
        }
    }

    /// <summary>Which inputs by which weights make an output: places in memory, wherever channels lie.</summary>
    private sealed class Taps
    {
        private readonly List<(int, int)> taps = [];
        private readonly Convolution? convolution;
        private readonly bool isChannelsLast;
        private readonly long[] from,
            to,
            steps,
            weightSteps;

        internal Taps(WeightedLayer layer, Tensor input, Tensor signal)
        {
            (convolution, isChannelsLast) = (layer as Convolution, Layout.IsChannelsLast(signal));
            (from, to, steps, weightSteps) = (Four(input.shape), Four(signal.shape), Four(input.stride()), Four(layer.Weight.stride()));
        }

        private static long[] Four(long[] numbers) => numbers.Length == 4 ? numbers : [.. numbers, 1, 1];

        internal (int Channel, List<(int Input, int Weight)> Taps) Of(int neuron)
        {
            (long sample, long channel, long y, long x) = Place(neuron);
            Size2 kernel = convolution?.Kernel ?? 1,
                stride = convolution?.Stride ?? 1,
                padding = convolution?.Padding ?? 0,
                dilation = convolution?.Dilation ?? 1;
            long channels = from[1] / (convolution?.Groups ?? 1),
                first = channel / (to[1] / (convolution?.Groups ?? 1)) * channels;
            taps.Clear();
            for (long c = 0; c < channels; c++)
            for (long ky = 0; ky < kernel.Height; ky++)
            for (long kx = 0; kx < kernel.Width; kx++)
                if (
                    (y * stride.Height) - padding.Height + (ky * dilation.Height) is var row
                    && (x * stride.Width) - padding.Width + (kx * dilation.Width) is var column
                    && row >= 0
                    && row < from[2]
                    && column >= 0
                    && column < from[3]
                )
                    taps.Add((At(steps, sample, first + c, row, column), At(weightSteps, channel, c, ky, kx)));
            return ((int)channel, taps);
        }

        private (long Sample, long Channel, long Y, long X) Place(long neuron)
        {
            long positions = to[2] * to[3],
                inner = neuron % (to[1] * positions);
            (long channel, long position) = isChannelsLast ? (inner % to[1], inner / to[1]) : (inner / positions, inner % positions);
            return (neuron / (to[1] * positions), channel, position / to[3], position % to[3]);
        }

        private static int At(long[] steps, long a, long b, long c, long d) =>
            (int)((a * steps[0]) + (b * steps[1]) + (c * steps[2]) + (d * steps[3]));
    }
}
