using System.Runtime.InteropServices;

namespace WhiteBoxLab;

/// <summary>What loops over the memory of tensors share: where it begins, and how work is spread over the threads that libtorch may use.</summary>
internal static class Lanes
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
            _ = Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => part((int)((long)count * i / threads), (int)((long)count * (i + 1) / threads)));
    }

    /// <summary>Where a contiguous tensor's values begin.</summary>
    internal static unsafe nint Start(Tensor tensor)
    {
        fixed (byte* start = &MemoryMarshal.GetReference(tensor.bytes))
            return (nint)start;
    }
}
