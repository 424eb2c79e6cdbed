using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Ends the process.</summary>
internal sealed class QuitHandler(KernelHost host) : CommandHandler<Quit>
{
    public override Place Place => Place.AtOnce;

    public override bool AtCSharp => false;

    protected override void Handle(Quit what, KernelCommand command)
    {
        host.RunningCell?.Cancel();
        command.Succeed();
        Ending.Now(0);
    }
}
