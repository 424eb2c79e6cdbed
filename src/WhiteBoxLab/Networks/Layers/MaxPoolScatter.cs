using System.Numerics;

namespace WhiteBoxLab;

/// <summary>
/// The way back through a max pooling on the processor: each value goes to the position that its window chose, where those of overlapping
/// windows add up.
/// </summary>
internal static class MaxPoolScatter
{
    /// <summary>Adds each value of a signal to its position: [N, C, h, w] to [N, C, H W].</summary>
    internal static void ByChannel(Tensor signal, Tensor positions, Tensor flat)
    {
        if (signal.dtype == float32)
            ByChannel<float>(signal, positions, flat);
        else
            ByChannel<double>(signal, positions, flat);
    }

    private static unsafe void ByChannel<T>(Tensor signal, Tensor positions, Tensor flat)
        where T : unmanaged, IFloatingPoint<T>
    {
        nint from = ParallelLoops.Start(signal),
            at = ParallelLoops.Start(positions),
            to = ParallelLoops.Start(flat);
        int planes = (int)(flat.shape[0] * flat.shape[1]);
        long inner = flat.shape[2],
            outer = signal.numel() / planes;
        ParallelLoops.Run(planes, outer * 4, (start, end) =>
        {
            for (long plane = start; plane < end; plane++)
            {
                T* values = (T*)from + (plane * outer),
                    sums = (T*)to + (plane * inner);
                long* places = (long*)at + (plane * outer);
                for (long i = 0; i < outer; i++)
                    sums[places[i]] += values[i];
            }
        });
    }

    /// <summary>Likewise where the channels of each position lie side by side, all three; each thread has channels of its own.</summary>
    internal static Tensor ByPosition(Tensor signal, Tensor positions, Tensor picture)
    {
        if (signal.dtype == float32)
            ByPosition<float>(signal, positions, picture);
        else
            ByPosition<double>(signal, positions, picture);
        return picture;
    }

    private static unsafe void ByPosition<T>(Tensor signal, Tensor positions, Tensor picture)
        where T : unmanaged, IFloatingPoint<T>
    {
        nint from = ParallelLoops.Start(signal),
            at = ParallelLoops.Start(positions),
            to = ParallelLoops.Start(picture);
        int channels = (int)signal.shape[1];
        long samples = signal.shape[0],
            outer = signal.shape[2] * signal.shape[3],
            inner = picture.shape[2] * picture.shape[3];
        ParallelLoops.Run(channels, samples * outer * 4, (start, end) =>
        {
            for (long n = 0; n < samples; n++)
            {
                T* values = (T*)from + (n * outer * channels),
                    sums = (T*)to + (n * inner * channels);
                long* places = (long*)at + (n * outer * channels);
                for (long i = 0; i < outer; i++, values += channels, places += channels)
                for (int c = start; c < end; c++)
                    sums[(places[c] * channels) + c] += values[c];
            }
        });
    }
}
