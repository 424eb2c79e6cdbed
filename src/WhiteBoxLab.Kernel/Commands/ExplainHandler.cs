using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Makes the maps of a photo.</summary>
internal sealed class ExplainHandler(KernelHost host) : CommandHandler<Explain>
{
    public override Place Place => Place.AtOnce;

    public override bool AtCSharp => false;

    public override bool EndsLater => true;

    protected override void Handle(Explain what, KernelCommand command)
    {
        if (command.TryStart())
            host.Explaining.Lane.Add(new ExplainRun(what, command, host.Explaining));
    }
}
