using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>A bias for each channel and a gate (ReLU, ReLU6) on it, in one pass over memory.</summary>
internal static class BiasedGate
{
    /// <summary>min(max(x + b, 0), ceiling), over a contiguous picture on the processor.</summary>
    internal static void Overwrite(Tensor picture, Tensor? bias, double ceiling)
    {
        if (picture.dtype == float32)
            Run(picture, bias, (float)ceiling);
        else
            Run(picture, bias, ceiling);
    }

    private static unsafe void Run<T>(Tensor picture, Tensor? bias, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        nint start = Lanes.Start(picture), added = bias is null ? 0 : Lanes.Start(bias);
        int channels = (int)picture.shape[1], length = (int)(picture.shape[2] * picture.shape[3]);
        Lanes.Run((int)picture.shape[0] * channels, length / 2, (first, end) =>
        {
            for (long plane = first; plane < end; plane++)
                Plane((T*)start + (plane * length), length, added == 0 ? T.Zero : ((T*)added)[plane % channels], ceiling);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Plane<T>(T* values, int length, T bias, T ceiling) where T : unmanaged, IFloatingPoint<T>
    {
        Vector<T> added = new(bias), most = new(ceiling);
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            Vector.MinNative(most, Vector.MaxNative(Vector<T>.Zero, Vector.Load(values + i) + added)).Store(values + i); // in this order, what is not a number stays
        for (; i < length; i++)
            values[i] = T.Min(ceiling, T.Max(T.Zero, values[i] + bias));
    }
}
