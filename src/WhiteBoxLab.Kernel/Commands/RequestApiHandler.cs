using WhiteBoxLab.Kernel.Editing;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Says what the library and the protocol have for those who write code.</summary>
internal sealed class RequestApiHandler : CommandHandler<RequestApi>
{
    public override CommandLane Lane => CommandLane.Beside;

    public override bool AtCSharp => false;

    protected override void Handle(RequestApi what, KernelCommand command) => command.Publish(new ApiProduced(ApiList.Members));
}
