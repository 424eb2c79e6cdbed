using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Says what methods and networks there are.</summary>
internal sealed class RequestCatalogueHandler(KernelHost host) : CommandHandler<RequestCatalogue>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool AtCSharp => false;

    public override bool EndsLater => true;

    protected override void Handle(RequestCatalogue what, KernelCommand command) =>
        host.Explaining.Lane.Add(new CommandJob(command, () => Answer(command)), first: true);

    private void Answer(KernelCommand command)
    {
        NetworkCard[] networks = [.. NetworkCache.Shipped.Keys.Select(name => Cards.Of(name, host.Explaining.Networks.Get(name)))];
        command.Publish(new CatalogueProduced(Cards.Methods, networks, NetworkCache.Default));
    }
}
