using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Lists the variables, also while a cell runs.</summary>
internal sealed class RequestValueInfosHandler(KernelHost host) : CommandHandler<RequestValueInfos>
{
    public override CommandLane Lane => CommandLane.Beside;

    protected override void Handle(RequestValueInfos what, KernelCommand command) =>
        command.Publish(
            new ValueInfosProduced(
                what.TargetKernelName == "value"
                    ? [.. host.Values.All.Select(value => Info(value.Key, value.Value, what.MimeType))]
                    : [.. host.Cells.Chain.Variables.Select(variable => Info(variable, what.MimeType))]
            )
        );

    private static KernelValueInfo Info(string name, FormattedValue value, string mimeType) =>
        new("System.String", name, new FormattedValue(mimeType, PlainText.Summary(value.Value)), [value.MimeType]);

    private static KernelValueInfo Info(Variable variable, string mimeType) =>
        new(
            (variable.Value?.GetType() ?? variable.Type).ToString(),
            variable.Name,
            new FormattedValue(mimeType, PlainText.Summary(variable.Value)),
            [Preferred(variable.Value)]
        );

    private static string Preferred(object? value) => value is System.Collections.IEnumerable and not string ? "text/html" : "text/plain";
}
