using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Shows how far something is.</summary>
internal sealed class ProgressForm : DisplayForm
{
    public override int Rank => 12;

    public override Display? Show(object value, DisplayRoom room, string? valueId) =>
        value is CellProgress bar
        ? new Display([new FormattedValue("text/html", bar.ToHtml()), new FormattedValue("text/plain", bar.ToString())])
        : null;
}
