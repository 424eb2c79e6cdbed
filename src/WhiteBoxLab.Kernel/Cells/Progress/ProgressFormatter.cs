using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells.Progress;

/// <summary>Shows how far something is.</summary>
internal sealed class ProgressFormatter : DisplayFormatter
{
    public override int Rank => 12;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value is CellProgress bar
            ? new Display([new FormattedValue("text/html", bar.ToHtml()), new FormattedValue("text/plain", bar.ToString())])
            : null;
}
