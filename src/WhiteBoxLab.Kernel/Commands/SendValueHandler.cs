using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Makes a variable, or keeps a text in the kernel <c>value</c>.</summary>
internal sealed class SendValueHandler(KernelHost host) : CommandHandler<SendValue>
{
    public override CommandLane Lane => CommandLane.Cells;

    protected override void Handle(SendValue what, KernelCommand command)
    {
        if (what.TargetKernelName == "value")
            host.Values.Keep(what.Name, what.FormattedValue);
        else
            host.Cells.SetVariable(what.Name, SentValue.Of(what.FormattedValue));
    }
}

/// <summary>Runs the cells of a file.</summary>
internal sealed class ImportDocumentHandler(KernelHost host) : CommandHandler<ImportDocument>
{
    public override CommandLane Lane => CommandLane.Cells;

    public override bool AtCSharp => false;

    public override bool EndsLater => true;

    protected override void Handle(ImportDocument what, KernelCommand command)
    {
        if (command.TryStart())
            host.Script.Run(what, command);
    }
}
