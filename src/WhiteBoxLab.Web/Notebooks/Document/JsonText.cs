using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>The texts of a notebook's file: a string, or an array of lines that keep their ends.</summary>
public static class JsonText
{
    /// <summary>A text from the file; null when there is none. What is neither string nor lines is given back as JSON.</summary>
    /// <param name="node">The value in the file.</param>
    public static string? Of(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonArray lines when lines.All(line => line is JsonValue value && value.TryGetValue(out string? _)) => string.Concat(
                lines.Select(line => line!.GetValue<string>())
            ), // seen to be strings
            JsonValue value when value.TryGetValue(out string? text) => text,
            _ => node.ToJsonString(),
        };
}
