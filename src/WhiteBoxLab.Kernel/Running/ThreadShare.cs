using TorchSharp;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>
/// How many threads libtorch may use: one number for the whole kernel, where libtorch keeps one for each thread that calls it. What a
/// thread computes would otherwise depend, in the last digits, on which one it is.
/// </summary>
internal sealed class ThreadShare
{
    private volatile int count;

    /// <summary>Another share, from the next piece of work on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than one.</exception>
    public void Take(int share) =>
        count =
            share >= 1
                ? share
                : throw new ArgumentOutOfRangeException(nameof(share), $"A kernel cannot work with {share} threads. Give it 1 or more.");

    /// <summary>
    /// Has this thread keep to the share. Where none was given, libtorch's own number stands, and libtorch is not loaded for it.
    /// </summary>
    public void Hold()
    {
        if (count is > 0 and int share && torch.get_num_threads() != share)
            torch.set_num_threads(share);
    }
}
