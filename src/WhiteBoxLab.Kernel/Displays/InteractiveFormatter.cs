using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// Shows values as the formatters of .NET Interactive do that a cell registered. Also what is HTML by its type, such as a
/// <c>PocketView</c>.
/// </summary>
internal sealed class InteractiveFormatter : DisplayFormatter
{
    private const string Source = "TypeFormatterSourceAttribute";

    public override int Rank => 11;

    public override Display? Show(object value, DisplayMaker displays, string? valueId)
    {
        FormattedValue[] forms =
        [
            .. UserFormatters.FormsOf(value.GetType()).Select(form => new FormattedValue(form, UserFormatters.Of(value, form))),
        ];
        return forms.Length == 0 ? null : new Display([.. forms.OrderBy(form => form.MimeType == "text/plain"), .. Plain(forms, value)]);
    }

    /// <summary>Whether a type brings formatters along. By name: a library may declare the attribute itself.</summary>
    public static bool Brings(Type type) => type.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == Source);

    private static FormattedValue[] Plain(FormattedValue[] forms, object value) =>
        forms.Any(form => form.MimeType == "text/plain") ? [] : [new FormattedValue("text/plain", PlainText.Of(value))];
}
