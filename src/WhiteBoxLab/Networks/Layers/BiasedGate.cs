using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>A bias for each channel and a gate (ReLU, ReLU6) on it, in one pass over memory.</summary>
internal static class BiasedGate
{
    /// <summary>min(max(x + b, 0), ceiling), over a picture on the processor that is contiguous or lies channels last.</summary>
    internal static void Overwrite(Tensor picture, Tensor? bias, double ceiling)
    {
        bool isChannelsLast = Layout.IsChannelsLast(picture);
        if (picture.dtype == float32)
            Run(picture, bias, (float)ceiling, isChannelsLast && bias is not null);
        else
            Run(picture, bias, ceiling, isChannelsLast && bias is not null);
    }

    private static unsafe void Run<T>(Tensor picture, Tensor? bias, T ceiling, bool byPosition)
        where T : unmanaged, IFloatingPoint<T>
    {
        if (byPosition)
        {
            ByPosition(picture, bias!, ceiling); // asked for where there is one
            return;
        }
        nint start = ParallelLoops.Start(picture),
            added = bias is null ? 0 : ParallelLoops.Start(bias);
        int channels = (int)picture.shape[1],
            length = (int)(picture.shape[2] * picture.shape[3]);
        ParallelLoops.Run((int)picture.shape[0] * channels, length / 2, (first, end) =>
        {
            for (long plane = first; plane < end; plane++)
                Plane((T*)start + (plane * length), length, added == 0 ? T.Zero : ((T*)added)[plane % channels], ceiling);
        });
    }

    /// <summary>Channels last: at each position the biases of all channels.</summary>
    private static unsafe void ByPosition<T>(Tensor picture, Tensor bias, T ceiling)
        where T : unmanaged, IFloatingPoint<T>
    {
        nint start = ParallelLoops.Start(picture),
            added = ParallelLoops.Start(bias);
        int channels = (int)picture.shape[1];
        ParallelLoops.Run((int)(picture.numel() / channels), channels / 2, (first, end) =>
            Positions((T*)start + ((long)first * channels), end - first, (T*)added, channels, ceiling)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Positions<T>(T* values, int count, T* bias, int channels, T ceiling)
        where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> most = new(ceiling);
        for (int position = 0; position < count; position++, values += channels)
        {
            int i = 0;
            for (; i <= channels - Vector<T>.Count; i += Vector<T>.Count)
                Vector.MinNative(most, Vector.MaxNative(Vector<T>.Zero, Vector.Load(values + i) + Vector.Load(bias + i))).Store(values + i);
            for (; i < channels; i++)
                values[i] = T.Min(ceiling, T.Max(T.Zero, values[i] + bias[i]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Plane<T>(T* values, int length, T bias, T ceiling)
        where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> added = new(bias),
            most = new(ceiling);
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            // in this order, what is not a number stays
            Vector.MinNative(most, Vector.MaxNative(Vector<T>.Zero, Vector.Load(values + i) + added)).Store(values + i);
        for (; i < length; i++)
            values[i] = T.Min(ceiling, T.Max(T.Zero, values[i] + bias));
    }
}
