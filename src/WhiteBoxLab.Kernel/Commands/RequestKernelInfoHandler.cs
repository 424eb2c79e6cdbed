using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Says what kernels there are.</summary>
internal sealed class RequestKernelInfoHandler(KernelHost host) : CommandHandler<RequestKernelInfo>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    protected override void Handle(RequestKernelInfo what, KernelCommand command)
    {
        foreach (KernelInfo info in host.Infos.Named(what.TargetKernelName))
            command.Publish(new KernelInfoProduced(info));
    }
}
