using System.Net;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows a value in the forms that its cell named. A text is taken as it stands.</summary>
internal sealed class ChosenFormatter : DisplayFormatter
{
    public override int Rank => 5;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value is ValueInForms chosen
            ? new Display([.. chosen.MimeTypes.Select(type => new FormattedValue(type, Of(chosen.Value, type, displays)))])
            : null;

    private static string Of(object? value, string type, DisplayMaker displays) =>
        value switch
        {
            string text => text,
            FormattedText text => text.Value,
            not null when UserFormatters.Of(value, type) is { } formatted => formatted,
            _ => displays.Show(value, null).Forms.FirstOrDefault(form => form.MimeType == type)?.Value ?? Made(value, type),
        };

    private static string Made(object? value, string type) =>
        type switch
        {
            "application/json" => ValueJson.Of(value),
            "text/html" => $"<pre>{WebUtility.HtmlEncode(PlainText.Of(value))}</pre>",
            "text/plain" => PlainText.Of(value),
            _ => throw new InvalidOperationException(
                $"it has no form '{type}'. Every value has text/plain, text/html and application/json."
            ),
        };
}
