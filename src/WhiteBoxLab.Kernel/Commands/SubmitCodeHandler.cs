using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Runs a cell.</summary>
internal sealed class SubmitCodeHandler(KernelHost host) : CommandHandler<SubmitCode>
{
    public override CommandLane Lane => CommandLane.Cells;

    public override bool EndsLater => true;

    protected override void Handle(SubmitCode what, KernelCommand command)
    {
        if (command.TryStart())
            host.Script.Run(what, command);
    }
}
