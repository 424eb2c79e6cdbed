using System.Numerics;
using System.Runtime.InteropServices;

namespace WhiteBoxLab;

/// <summary>What is done to each element in one pass over memory: two results (or one) from three operands.</summary>
internal interface IFused
{
    /// <summary>The first result; the second one where there is such. <paramref name="seen"/> collects what the caller wants to know of all elements: not zero where it happened.</summary>
    Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen) where T : struct, IFloatingPoint<T>;
}

/// <summary>
/// Element-wise work in one pass over memory where libtorch takes one pass for every operation: in relevance propagation those passes would cost as much as the convolutions. On the processor, for contiguous tensors of one type;
/// <see cref="Serves"/> says so, and rules have a form in libtorch's operations beside it.
/// </summary>
internal static class Fused
{
    private const long Least = 1 << 15; // elements for which a second thread is worth waking

    internal static bool Serves(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
            if (tensor.device_type != DeviceType.CPU || tensor.dtype != tensors[0].dtype || tensor.dtype is not (ScalarType.Float32 or ScalarType.Float64) || !tensor.is_contiguous() || tensor.numel() * tensor.ElementSize > int.MaxValue)
                return false;
        return true;
    }

    /// <summary>A number in every lane.</summary>
    internal static Vector<T> Number<T>(double value) where T : struct, IFloatingPoint<T> => new(T.CreateTruncating(value));

    /// <summary>Runs over all elements; results may be written over operands. A part that is not needed may be given twice.</summary>
    /// <returns>Whether <c>seen</c> was set anywhere.</returns>
    internal static bool Run<TFused>(TFused fused, Half a, Half b, Half c, Half first, Half second) where TFused : struct, IFused =>
        a.Tensor.dtype == float32 ? Run<TFused, float>(fused, a, b, c, first, second) : Run<TFused, double>(fused, a, b, c, first, second);

    private static bool Run<TFused, T>(TFused fused, Half a, Half b, Half c, Half first, Half second) where TFused : struct, IFused where T : unmanaged, IFloatingPoint<T>
    {
        int seen = 0;
        long samples = a.Tensor.shape[0], length = a.Length;
        int threads = length < 2 * Least ? 1 : Math.Min(get_num_threads(), (int)(length / Least));
        for (long n = 0; n < samples; n++)
        {
            nint[] at = [a.At(n), b.At(n), c.At(n), first.At(n), second.At(n)];
            if (threads == 1)
                seen |= Part<TFused, T>(fused, at, 0, (int)length);
            else
                _ = Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
                    Interlocked.Or(ref seen, Part<TFused, T>(fused, at, (int)(length * i / threads), (int)(length * (i + 1) / threads))));
        }
        return seen != 0;
    }

    private static unsafe int Part<TFused, T>(TFused fused, nint[] at, int start, int end) where TFused : struct, IFused where T : unmanaged, IFloatingPoint<T>
    {
        T* a = (T*)at[0], b = (T*)at[1], c = (T*)at[2], first = (T*)at[3], second = (T*)at[4];
        bool hasSecond = at[3] != at[4];
        Vector<T> seen = Vector<T>.Zero, two;
        int i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> one = fused.Of(Vector.Load(a + i), Vector.Load(b + i), Vector.Load(c + i), out two, ref seen);
            one.Store(first + i);
            if (hasSecond)
                two.Store(second + i);
        }
        for (; i < end; i++)
        {
            first[i] = fused.Of(new Vector<T>(a[i]), new Vector<T>(b[i]), new Vector<T>(c[i]), out two, ref seen)[0];
            if (hasSecond)
                second[i] = two[0];
        }
        return seen == Vector<T>.Zero ? 0 : 1;
    }
}

/// <summary>A tensor, or one half of its channels: two signals lie in one tensor where one call of libtorch is to take both.</summary>
/// <param name="Tensor">[N, ...], contiguous.</param>
/// <param name="Index">Which half.</param>
/// <param name="Of">2 for a half, 1 for the whole.</param>
internal readonly record struct Half(Tensor Tensor, int Index = 0, int Of = 1)
{
    public static implicit operator Half(Tensor tensor) => new(tensor);

    /// <summary>Elements of one sample.</summary>
    internal long Length => Tensor.numel() / Tensor.shape[0] / Of;

    /// <summary>Where a sample begins.</summary>
    internal unsafe nint At(long sample)
    {
        fixed (byte* start = &MemoryMarshal.GetReference(Tensor.bytes))
            return (nint)start + (nint)(((sample * Of) + Index) * Length * Tensor.ElementSize);
    }
}
