using System.Numerics;
using System.Runtime.CompilerServices;

namespace WhiteBoxLab;

/// <summary>What is done to each element in one pass over memory: two results (or one) from three operands.</summary>
internal interface IFused
{
    /// <summary>
    /// The first result; the second one where there is such. <paramref name="seen"/> collects what the caller wants to know of all
    /// elements: not zero where it happened.
    /// </summary>
    Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
        where T : struct, IFloatingPoint<T>;
}

/// <summary>
/// Element-wise work in one pass over memory where libtorch takes one pass for every operation: in relevance propagation those passes would
/// cost as much as the convolutions. On the processor, for tensors of one type that lie alike
/// (all contiguous, or all channels last); <see cref="Serves"/> says so, and rules have a form in libtorch's operations beside it.
/// </summary>
internal static class Fused
{
    private const long Steps = 2; // for each element, as ParallelLoops counts them

    internal static bool Serves(params ReadOnlySpan<Tensor> tensors)
    {
        if (ParallelLoops.Serves(tensors))
            return true;
        foreach (Tensor tensor in tensors)
            if (!Layout.IsChannelsLast(tensor) || !ParallelLoops.IsPlain(tensor, tensors[0].dtype))
                return false;
        return true;
    }

    /// <summary>A number in every lane.</summary>
    internal static Vector<T> Number<T>(double value)
        where T : struct, IFloatingPoint<T> => new(T.CreateTruncating(value));

    /// <summary>Runs over all elements; results may be written over operands. A part that is not needed may be given twice.</summary>
    /// <returns>Whether <c>seen</c> was set anywhere.</returns>
    internal static bool Run<TFused>(TFused fused, Half a, Half b, Half c, Half first, Half second)
        where TFused : struct, IFused =>
        a.Tensor.dtype == float32 ? Run<TFused, float>(fused, a, b, c, first, second) : Run<TFused, double>(fused, a, b, c, first, second);

    /// <summary>
    /// One result from two operands that lie alike and have as many elements: written over the first one, or a new tensor.
    /// </summary>
    internal static Tensor Of<TFused>(TFused fused, Tensor a, Tensor b, bool overwrite)
        where TFused : struct, IFused
    {
        Tensor target = overwrite ? a : empty_like(a);
        _ = Run(fused, a, b, b, target, target);
        return target;
    }

    private static bool Run<TFused, T>(TFused fused, Half a, Half b, Half c, Half first, Half second)
        where TFused : struct, IFused
        where T : unmanaged, IFloatingPoint<T>
    {
        Half[] halves = [a, b, c, first, second];
        nint[] starts = [.. halves.Select(h => h.Start)];
        long pieces = halves.Max(h => h.Pieces),
            length = a.Length / pieces;
        long[] steps = [.. halves.Select(h => length * h.Of)];
        int seen = 0;
        if (pieces < get_num_threads())
            for (long piece = 0; piece < pieces; piece++)
                ParallelLoops.Run((int)length, Steps, (start, end) =>
                    Interlocked.Or(ref seen, Part<TFused, T>(fused, starts, steps, piece, start, end))
                );
        else
            ParallelLoops.Run((int)pieces, Steps * length, (start, end) =>
            {
                int here = 0;
                for (long piece = start; piece < end; piece++)
                    here |= Part<TFused, T>(fused, starts, steps, piece, 0, (int)length);
                Interlocked.Or(ref seen, here);
            });
        return seen != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int Part<TFused, T>(TFused fused, nint[] at, long[] steps, long piece, int start, int end)
        where TFused : struct, IFused
        where T : unmanaged, IFloatingPoint<T>
    {
        T* a = (T*)at[0] + (piece * steps[0]),
            b = (T*)at[1] + (piece * steps[1]),
            c = (T*)at[2] + (piece * steps[2]),
            first = (T*)at[3] + (piece * steps[3]),
            second = (T*)at[4] + (piece * steps[4]);
        bool hasSecond = first != second;
        Vector<T> seen = Vector<T>.Zero,
            two;
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
/// <param name="Tensor">[N, ...], contiguous or channels last.</param>
/// <param name="Index">Which half.</param>
/// <param name="Of">2 for a half, 1 for the whole.</param>
internal readonly record struct Half(Tensor Tensor, int Index = 0, int Of = 1)
{
    public static implicit operator Half(Tensor tensor) => new(tensor);

    /// <summary>Elements.</summary>
    internal long Length => Tensor.numel() / Of;

    /// <summary>
    /// How many pieces of memory they lie in: one for the whole; of a half one for each sample, or for each position where channels lie
    /// last.
    /// </summary>
    internal long Pieces =>
        Of switch
        {
            1 => 1,
            _ when Layout.IsChannelsLast(Tensor) => Tensor.numel() / Tensor.shape[1],
            _ => Tensor.shape[0],
        };

    /// <summary>Where the first piece begins.</summary>
    internal nint Start => ParallelLoops.Start(Tensor) + (nint)(Index * (Length / Pieces) * Tensor.ElementSize);
}
