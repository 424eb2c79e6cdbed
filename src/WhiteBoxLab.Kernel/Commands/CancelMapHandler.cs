using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Stops one map of a run.</summary>
internal sealed class CancelMapHandler(KernelHost host) : CommandHandler<CancelMap>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    protected override void Handle(CancelMap what, KernelCommand command) =>
        host.Explaining.Runs.GetValueOrDefault(what.Token)?.Cancel(what.Id);
}
