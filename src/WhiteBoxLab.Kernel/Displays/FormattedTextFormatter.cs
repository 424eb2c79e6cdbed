using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows text that says what form it has.</summary>
internal sealed class FormattedTextFormatter : DisplayFormatter
{
    public override int Rank => 10;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value switch
        {
            FormattedText text => new Display([new FormattedValue(text.MimeType, text.Value)]),
            LaTeXString or MathString => new Display([
                new FormattedValue("text/latex", value.ToString()),
                new FormattedValue("text/plain", value.ToString()),
            ]),
            _ => null,
        };
}
