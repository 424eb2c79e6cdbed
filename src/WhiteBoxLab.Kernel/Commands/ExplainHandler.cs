using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Makes the maps of a photo.</summary>
internal sealed class ExplainHandler(KernelHost host) : CommandHandler<Explain>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    public override bool EndsLater => true;

    protected override void Handle(Explain what, KernelCommand command)
    {
        if (command.TryStart())
            host.Explaining.Lane.Add(new ExplainRun(what, command, host.Explaining));
    }
}
