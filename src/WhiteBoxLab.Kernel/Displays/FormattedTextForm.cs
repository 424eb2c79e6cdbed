using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Shows text that says what form it has.</summary>
internal sealed class FormattedTextForm : DisplayForm
{
    public override int Rank => 10;

    public override Display? Show(object value, DisplayRoom room, string? valueId) => value is FormattedText text ? new Display([new FormattedValue(text.MimeType, text.Value)]) : null;
}
