using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;
using FormattedValue = WhiteBoxLab.Protocol.FormattedValue;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// Shows values whose type brings a formatter of .NET Interactive along, such as those of chart libraries; what the lab shows in a way of
/// its own comes first.
/// </summary>
internal sealed class BroughtFormatter : DisplayFormatter
{
    public override int Rank => 45;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        InteractiveFormatter.Brings(value.GetType()) ? Brought(value) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Display Brought(object value) =>
        new([
            .. Formatter
                .GetPreferredMimeTypesFor(value.GetType())
                .Where(form => form != "text/plain")
                .Select(form => new FormattedValue(form, value.ToDisplayString(form))),
            new FormattedValue("text/plain", PlainText.Of(value)),
        ]);
}
