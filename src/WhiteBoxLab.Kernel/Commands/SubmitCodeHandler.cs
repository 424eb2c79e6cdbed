using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Runs a cell.</summary>
internal sealed class SubmitCodeHandler(KernelHost host) : CommandHandler<SubmitCode>
{
    public override Place Place => Place.Cells;

    public override bool EndsLater => true;

    protected override void Handle(SubmitCode what, KernelCommand command)
    {
        if (command.TryStart())
            host.Script.Run(what, command);
    }
}
