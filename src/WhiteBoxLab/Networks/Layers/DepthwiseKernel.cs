using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WhiteBoxLab;

/// <summary>
/// A depthwise convolution on the processor, where each channel has a kernel of its own, and its transposition. libtorch lays such a
/// picture out anew before and after, which costs more than the convolution:
/// here each channel is copied once between zeros, and its rows run as one line, many positions at a time.
/// </summary>
/// <remarks>
/// Rows are sorted by their place within the stride (when it is the input that is read with a stride) or computed so (when it is the output
/// that is written with one); columns are computed at every position and picked, or stuffed with zeros.
/// </remarks>
internal sealed class DepthwiseKernel
{
    private const int Block = 8; // vectors that are computed at once

    private readonly Size2 from,
        to;
    private readonly int phases,
        phaseRows,
        rowShift,
        columnShift,
        loadStep,
        storeStep,
        pitch;
    private readonly Part[] parts;

    /// <summary>Rows of the output that the same taps of the kernel reach.</summary>
    private sealed record Part(int First, int Step, int Rows, int Length, int[] Offsets, int[] Taps);

    /// <summary>
    /// The convolution from one size to another; with <paramref name="transposed"/> from its output's size to its input's.
    /// </summary>
    internal DepthwiseKernel(Size2 from, Size2 to, Size2 kernel, Size2 stride, Size2 padding, Size2 dilation, bool transposed)
    {
        (this.from, this.to) = (from, to);
        int reachHigh = (int)((kernel.Height - 1) * dilation.Height),
            reachWide = (int)((kernel.Width - 1) * dilation.Width),
            step = (int)stride.Height;
        (phases, loadStep, storeStep) = transposed ? (1, (int)stride.Width, 1) : (step, 1, (int)stride.Width);
        rowShift = transposed ? reachHigh / step : (int)padding.Height;
        columnShift = transposed ? Math.Max(0, reachWide - (int)padding.Width) : (int)padding.Width;
        int last = (int)(to.Width - 1) * storeStep,
            width = ((int)(from.Width - 1) * loadStep) + 1,
            beyond = last + (transposed ? (int)padding.Width + columnShift : reachWide) + 1 - columnShift - width;
        pitch = Math.Max(last + 1, width + Math.Max(columnShift, beyond)); // the zeros behind a row are those before the next one
        phaseRows = transposed
            ? (int)Math.Max(from.Height, (to.Height - 1 + padding.Height) / step + 1) + rowShift
            : (int)to.Height + (reachHigh / step);
        parts =
        [
            .. Enumerable
                .Range(0, transposed ? step : 1)
                .Select(phase => PartOf(phase, kernel, padding, dilation, step, last, transposed))
                .Where(p => p.Rows > 0),
        ];
    }

    private Part PartOf(int phase, Size2 kernel, Size2 padding, Size2 dilation, int step, int last, bool transposed)
    {
        int first = transposed ? (int)(((phase - padding.Height) % step) + step) % step : 0,
            rows = transposed ? (int)(to.Height - first + step - 1) / step : (int)to.Height;
        int start = transposed ? (int)(first + padding.Height - phase) / step : 0;
        List<int> offsets = [],
            taps = [];
        for (int ky = 0; ky < kernel.Height; ky++)
        {
            int y = ky * (int)dilation.Height;
            if (transposed && y % step != phase)
                continue;
            int row = transposed ? start - ((y - phase) / step) + rowShift : (y % step * phaseRows) + (y / step);
            for (int kx = 0; kx < kernel.Width; kx++)
            {
                int x = kx * (int)dilation.Width;
                offsets.Add((row * pitch) + (transposed ? (int)padding.Width - x + columnShift : x));
                taps.Add((int)(ky * kernel.Width) + kx);
            }
        }
        return new(first, transposed ? step : 1, rows, ((rows - 1) * pitch) + last + 1, [.. offsets], [.. taps]);
    }

    /// <summary>The outputs [N, C, h, w], between <paramref name="low"/> and <paramref name="high"/>.</summary>
    internal Tensor Run(
        Tensor input,
        Tensor weight,
        Tensor? bias,
        double low = double.NegativeInfinity,
        double high = double.PositiveInfinity
    )
    {
        Tensor output = empty([input.shape[0], input.shape[1], to.Height, to.Width], input.dtype, input.device);
        if (input.dtype == float32)
            Run<float>(input, weight, bias, output, (float)low, (float)high);
        else
            Run<double>(input, weight, bias, output, low, high);
        return output;
    }

    private unsafe void Run<T>(Tensor input, Tensor weight, Tensor? bias, Tensor output, T low, T high)
        where T : unmanaged, IFloatingPoint<T>
    {
        nint from = ParallelLoops.Start(input),
            w = ParallelLoops.Start(weight),
            b = bias is null ? 0 : ParallelLoops.Start(bias),
            to = ParallelLoops.Start(output);
        int channels = (int)input.shape[1],
            taps = (int)(weight.shape[2] * weight.shape[3]);
        long inner = this.from.Height * this.from.Width,
            outer = this.to.Height * this.to.Width,
            block = Block * Vector<T>.Count;
        long source = (((phases * phaseRows) + 1L) * pitch) + block,
            target = parts.Max(p => p.Length) + block;
        ParallelLoops.Run((int)input.shape[0] * channels, parts.Sum(p => (long)p.Length * p.Taps.Length) / 8, (start, end) =>
        {
            T* scratch = (T*)NativeMemory.AllocZeroed((nuint)((source + target) * sizeof(T)));
            for (int plane = start; plane < end; plane++)
            {
                int channel = plane % channels;
                Load((T*)from + (plane * inner), scratch);
                foreach (Part part in parts)
                {
                    Compute(scratch, scratch + source, part, (T*)w + ((long)channel * taps), b == 0 ? T.Zero : ((T*)b)[channel], low, high);
                    Store(scratch + source, (T*)to + (plane * outer), part);
                }
            }
            NativeMemory.Free(scratch);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Load<T>(T* plane, T* scratch)
        where T : unmanaged
    {
        int width = (int)from.Width;
        for (int y = 0; y < (int)from.Height; y++)
        {
            int row = y + rowShift,
                at = row / phases;
            if (at >= phaseRows)
                break; // no window reaches it
            T* from = plane + ((long)y * width),
                to = scratch + ((long)((row % phases * phaseRows) + at) * pitch) + columnShift;
            if (loadStep == 1)
                ParallelLoops.Copy((byte*)from, (byte*)to, width * sizeof(T));
            else
                for (int x = 0; x < width; x++)
                    to[x * loadStep] = from[x];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Store<T>(T* line, T* plane, Part part)
        where T : unmanaged
    {
        int width = (int)to.Width;
        for (int y = 0; y < part.Rows; y++)
        {
            T* from = line + ((long)y * pitch),
                to = plane + ((long)(part.First + (y * part.Step)) * width);
            if (storeStep == 1)
                ParallelLoops.Copy((byte*)from, (byte*)to, width * sizeof(T));
            else
                for (int x = 0; x < width; x++)
                    to[x] = from[x * storeStep];
        }
    }

    /// <summary>One line: at every position the sum over taps. Reads and writes up to a block beyond its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Compute<T>(T* source, T* target, Part part, T* weights, T bias, T low, T high)
        where T : unmanaged, IFloatingPoint<T>
    {
        int n = Vector<T>.Count,
            count = part.Offsets.Length,
            length = part.Length;
        Vector<T> start = new(bias),
            least = new(low),
            most = new(high);
        fixed (
            int* offsets = part.Offsets,
                taps = part.Taps
        )
            for (int i = 0; i < length; i += Block * n)
            {
                Vector<T> a = start,
                    b = start,
                    c = start,
                    d = start,
                    e = start,
                    f = start,
                    g = start,
                    h = start;
                for (int t = 0; t < count; t++)
                {
                    T* from = source + offsets[t] + i;
                    Vector<T> w = new(weights[taps[t]]);
                    a = Sum(w, from, a);
                    b = Sum(w, from + n, b);
                    c = Sum(w, from + (2 * n), c);
                    d = Sum(w, from + (3 * n), d);
                    e = Sum(w, from + (4 * n), e);
                    f = Sum(w, from + (5 * n), f);
                    g = Sum(w, from + (6 * n), g);
                    h = Sum(w, from + (7 * n), h);
                }
                T* to = target + i;
                Clamped(a, least, most).Store(to);
                Clamped(b, least, most).Store(to + n);
                Clamped(c, least, most).Store(to + (2 * n));
                Clamped(d, least, most).Store(to + (3 * n));
                Clamped(e, least, most).Store(to + (4 * n));
                Clamped(f, least, most).Store(to + (5 * n));
                Clamped(g, least, most).Store(to + (6 * n));
                Clamped(h, least, most).Store(to + (7 * n));
            }
    }

    /// <summary>In this order, what is not a number stays.</summary>
    private static Vector<T> Clamped<T>(Vector<T> sum, Vector<T> least, Vector<T> most) =>
        Vector.MinNative(most, Vector.MaxNative(least, sum));

    private static unsafe Vector<T> Sum<T>(Vector<T> weight, T* from, Vector<T> sum)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? (Vector<T>)
                (object)Vector.FusedMultiplyAdd((Vector<float>)(object)weight, Vector.Load((float*)from), (Vector<float>)(object)sum)
            : (Vector<T>)
                (object)Vector.FusedMultiplyAdd((Vector<double>)(object)weight, Vector.Load((double*)from), (Vector<double>)(object)sum);
}
