using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WhiteBoxLab;

/// <summary>
/// What loops over the memory of tensors share: where it begins, and how work is spread over the threads that libtorch may use.
/// </summary>
internal static class ParallelLoops
{
    private const long Least = 1 << 16; // steps for which a second thread is worth waking

    /// <summary>Runs parts of 0 .. count, each [start, end), on as many threads as the work is worth.</summary>
    /// <param name="count">How many.</param>
    /// <param name="steps">About how many processor instructions each of them takes.</param>
    /// <param name="part">Must not touch what another part touches.</param>
    internal static void Run(int count, long steps, Action<int, int> part)
    {
        int threads = (int)Math.Clamp(count * steps / Least, 1, Math.Min(count, get_num_threads()));
        if (threads == 1)
            part(0, count);
        else
            _ = Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
                part((int)((long)count * i / threads), (int)((long)count * (i + 1) / threads))
            );
    }

    /// <summary>
    /// Whether tensors can be walked through in memory: on the processor, of one type, contiguous (pictures channel by channel).
    /// </summary>
    internal static bool Serves(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
            if (!tensor.is_contiguous() || !IsPlain(tensor, tensors[0].dtype))
                return false;
        return true;
    }

    /// <summary>On the processor, of a type that our own loops take, and small enough for them.</summary>
    internal static bool IsPlain(Tensor tensor, ScalarType dtype) =>
        tensor.device_type == DeviceType.CPU
        && tensor.dtype == dtype
        && dtype is ScalarType.Float32 or ScalarType.Float64
        && tensor.numel() * tensor.ElementSize <= int.MaxValue;

    /// <summary>Where the values of a tensor begin that is contiguous or lies channels last.</summary>
    internal static unsafe nint Start(Tensor tensor)
    {
        fixed (byte* start = &MemoryMarshal.GetReference((tensor.is_contiguous() ? tensor : tensor.permute(0, 2, 3, 1)).bytes))
            return (nint)start;
    }

    /// <summary>
    /// Copies a row, which may be so short that the call of a general copy would take longer than the copy: whole vectors, the last of
    /// which overlaps the one before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Copy(byte* from, byte* to, int bytes)
    {
        int wide = Vector256<byte>.Count,
            narrow = Vector128<byte>.Count;
        if (bytes > 32 * wide || bytes < narrow)
            Buffer.MemoryCopy(from, to, bytes, bytes);
        else if (bytes >= wide)
        {
            for (int i = 0; i < bytes - wide; i += wide)
                Vector256.Load(from + i).Store(to + i);
            Vector256.Load(from + bytes - wide).Store(to + bytes - wide);
        }
        else
        {
            Vector128.Load(from).Store(to);
            Vector128.Load(from + bytes - narrow).Store(to + bytes - narrow);
        }
    }
}
