using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Shows one variable, also while a cell runs.</summary>
internal sealed class RequestValueHandler(KernelHost host) : CommandHandler<RequestValue>
{
    public override CommandLane Lane => CommandLane.Beside;

    protected override void Handle(RequestValue what, KernelCommand command) =>
        command.Publish(
            new ValueProduced(
                what.Name,
                what.TargetKernelName == "value" ? host.Values.Get(what.Name) : Form(host.Cells.Variable(what.Name).Value, what.MimeType)
            )
        );

    private FormattedValue Form(object? value, string mimeType) =>
        mimeType switch
        {
            "application/json" => new FormattedValue(mimeType, ValueJson.Of(value)),
            "text/plain+summary" => new FormattedValue(mimeType, PlainText.Summary(value)),
            "text/plain" => new FormattedValue(mimeType, PlainText.Of(value)),
            _ => Shown(value, mimeType.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        };

    private FormattedValue Shown(object? value, string[] wanted)
    {
        IReadOnlyList<FormattedValue> forms = host.Displays.Show(value, null).Forms;
        return wanted.Select(type => forms.FirstOrDefault(form => form.MimeType == type)).FirstOrDefault(form => form is not null)
            ?? throw new InvalidOperationException(
                $"This variable can be had as {string.Join(", ", forms.Select(form => form.MimeType)
                    .Append("application/json").Append("text/plain+summary").Distinct())}"
                    + $", not as {string.Join(" or ", wanted)}."
            );
    }
}
