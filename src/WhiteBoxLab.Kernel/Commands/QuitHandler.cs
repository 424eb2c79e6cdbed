using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Ends the process.</summary>
internal sealed class QuitHandler(KernelHost host) : CommandHandler<Quit>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    protected override void Handle(Quit what, KernelCommand command)
    {
        host.RunningCell?.Cancel();
        command.Succeed();
        Ending.Now(0);
    }
}
