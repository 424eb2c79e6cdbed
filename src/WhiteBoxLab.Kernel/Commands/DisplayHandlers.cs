using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Shows a value that is formatted already.</summary>
internal sealed class DisplayValueHandler : CommandHandler<DisplayValue>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    protected override void Handle(DisplayValue what, KernelCommand command) =>
        command.Publish(new DisplayedValueProduced([what.FormattedValue], what.ValueId));
}

/// <summary>Replaces a shown value.</summary>
internal sealed class UpdateDisplayedValueHandler : CommandHandler<UpdateDisplayedValue>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    protected override void Handle(UpdateDisplayedValue what, KernelCommand command) =>
        command.Publish(new DisplayedValueUpdated([what.FormattedValue], what.ValueId));
}

/// <summary>Shows an error.</summary>
internal sealed class DisplayErrorHandler : CommandHandler<DisplayError>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    protected override void Handle(DisplayError what, KernelCommand command) => command.Publish(new ErrorProduced(what.Message, []));
}
