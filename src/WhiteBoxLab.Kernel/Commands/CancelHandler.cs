using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Stops a command: the one named, or the cell that runs. Answers first; the stopped command ends when it has stopped.</summary>
internal sealed class CancelHandler(KernelHost host) : CommandHandler<Cancel>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    protected override void Handle(Cancel what, KernelCommand command)
    {
        KernelCommand? stopping = what.TokenToCancel is { } token ? host.Find(token) : host.RunningCell;
        command.Succeed();
        stopping?.Cancel();
    }
}
