using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Takes a share of the machine's threads.</summary>
internal sealed class ShareThreadsHandler(KernelHost host) : CommandHandler<ShareThreads>
{
    public override Place Place => Place.Cells;

    protected override void Handle(ShareThreads what, KernelCommand command) => host.Threads.Take(what.Count);
}
