using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Takes a share of the machine's threads.</summary>
internal sealed class ShareThreadsHandler(KernelHost host) : CommandHandler<ShareThreads>
{
    public override CommandLane Lane => CommandLane.Cells;

    protected override void Handle(ShareThreads what, KernelCommand command) => host.Threads.Take(what.Count);
}
