using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab.Protocol;

/// <summary>The forms of a shown value as Jupyter writes them: by MIME type, JSON as JSON, pictures as base64, all else as text.</summary>
public static class MimeBundle
{
    /// <summary>The form of a value that the map viewer draws: an array of <see cref="MapArtifact"/>.</summary>
    public const string MapsType = "application/vnd.whiteboxlab.maps+json";

    /// <summary>The forms for Jupyter's wire: a text is one string.</summary>
    /// <param name="shown">What was shown.</param>
    public static JsonObject Of(DisplayEvent shown) => Of(shown, text => text);

    /// <summary>The forms for a notebook's file: a text is cut into its lines.</summary>
    /// <param name="shown">What was shown.</param>
    public static JsonObject InLines(DisplayEvent shown) => Of(shown, Lines);

    /// <summary>A text for a notebook's file: its lines, which keep their ends.</summary>
    /// <param name="text">The text.</param>
    public static JsonArray Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        JsonArray lines = [];
        for (int from = 0; from < text.Length; )
        {
            int end = text.IndexOf('\n', from) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[from..end]);
            from = end;
        }
        return lines;
    }

    private static JsonObject Of(DisplayEvent shown, Func<string, JsonNode> ofText)
    {
        ArgumentNullException.ThrowIfNull(shown);
        JsonObject data = [];
        foreach (FormattedValue form in shown.FormattedValues.Where(form => !form.SuppressDisplay))
        {
            if (form.Value is { } value)
                data[form.MimeType] = Written(form.MimeType, value, ofText);
        }
        return data;
    }

    private static JsonNode? Written(string mimeType, string value, Func<string, JsonNode> ofText) =>
        mimeType switch
        {
            _ when mimeType.EndsWith("json", StringComparison.Ordinal) => Parsed(value),
            _ when IsBinary(mimeType) => value,
            _ => ofText(value),
        };

    private static bool IsBinary(string mimeType) => mimeType.StartsWith("image/", StringComparison.Ordinal) && mimeType != "image/svg+xml";

    private static JsonNode? Parsed(string value)
    {
        try
        {
            return JsonNode.Parse(HalfCharacters.MendedJson(value));
        }
        catch (JsonException)
        {
            return value;
        }
    }
}
