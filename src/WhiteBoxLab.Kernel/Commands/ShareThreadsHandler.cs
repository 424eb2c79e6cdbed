using TorchSharp;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Takes a share of the machine's threads, on the thread of the cells: libtorch counts them for each.</summary>
internal sealed class ShareThreadsHandler : CommandHandler<ShareThreads>
{
    public override Place Place => Place.Cells;

    protected override void Handle(ShareThreads what, KernelCommand command)
    {
        if (what.Count < 1)
            throw new ArgumentOutOfRangeException(nameof(what), $"A kernel cannot work with {what.Count} threads. Give it 1 or more.");
        torch.set_num_threads(what.Count);
    }
}
