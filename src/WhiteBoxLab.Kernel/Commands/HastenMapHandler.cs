using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Makes one map of a run the next.</summary>
internal sealed class HastenMapHandler(KernelHost host) : CommandHandler<HastenMap>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    protected override void Handle(HastenMap what, KernelCommand command) =>
        host.Explaining.Runs.GetValueOrDefault(what.Token)?.Hasten(what.Id);
}
