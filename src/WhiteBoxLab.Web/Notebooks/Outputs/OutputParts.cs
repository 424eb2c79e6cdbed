using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>What of an output is shown, and how: the richest form that is safe.</summary>
public static class OutputParts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web),
        Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    internal static readonly string[] PictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>A map for the viewer.</summary>
    /// <param name="Name">The method's name.</param>
    /// <param name="Family">The method's family.</param>
    /// <param name="Photo">The photo under it, an artifact's name.</param>
    /// <param name="Json">The map.</param>
    public sealed record Map(string Name, string Family, string Photo, string Json);

    /// <summary>
    /// The maps of an output; none when it has none or one of their files is gone, so that the saved picture is shown instead.
    /// </summary>
    /// <param name="output">The output.</param>
    /// <param name="artifacts">Where maps lie.</param>
    public static IReadOnlyList<Map> Maps(CellOutput output, IArtifactStore artifacts)
    {
        if ((output.Json["data"] as JsonObject)?[MimeBundle.MapsType] is not JsonArray list)
            return [];
        try
        {
            MapArtifact[] maps = [.. list.Select(node => node.Deserialize<MapArtifact>(Json)).OfType<MapArtifact>()];
            return maps.All(map => artifacts.Has(map.Map) && artifacts.Has(map.Input))
                ? [.. maps.Select(map => new Map(map.Name, map.Family, map.Input, JsonSerializer.Serialize(map, Json)))]
                : [];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>The form of rows and columns: a tabular data resource.</summary>
    public const string TableType = "application/vnd.dataresource+json";

    /// <summary>The rows and columns of an output for the grid; null when it has none that can be read.</summary>
    /// <param name="output">The output.</param>
    public static JsonObject? Table(CellOutput output) =>
        (output.Json["data"] as JsonObject)?[TableType] is JsonObject table
        && table["data"] is JsonArray { Count: > 0 } rows
        && rows.All(row => row is JsonObject)
            ? table
            : null;

    /// <summary>Whether an output has a picture that browsers show without acting on it.</summary>
    /// <param name="output">The output.</param>
    public static bool HasPicture(CellOutput output) => PictureTypes.Any(type => (output.Json["data"] as JsonObject)?[type] is not null);

    /// <summary>A picture as an address of its own bytes, or null: for pages that have to be whole by themselves.</summary>
    /// <param name="output">The output.</param>
    public static string? Picture(CellOutput output) =>
        PictureTypes.Select(type => (Type: type, Bytes: output.Text(type))).FirstOrDefault(found => found.Bytes is not null)
            is { Bytes: { } bytes } picture
            ? $"data:{picture.Type};base64,{bytes.ReplaceLineEndings("")}"
            : null;

    /// <summary>A picture's bytes and their form; null when there is none, or when it cannot be read.</summary>
    /// <param name="output">The output.</param>
    public static (byte[] Bytes, string Type)? PictureOf(CellOutput output)
    {
        foreach (string type in PictureTypes)
        {
            if (output.Text(type) is not { } base64)
                continue;
            try
            {
                return (Convert.FromBase64String(base64), type);
            }
            catch (FormatException)
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>The forms that an output has, for a sentence.</summary>
    /// <param name="output">The output.</param>
    public static string Forms(CellOutput output) =>
        output.Json["data"] is JsonObject { Count: > 0 } data ? string.Join(", ", data.Select(form => form.Key).Take(5)) : "no form at all";

    /// <summary>JSON, indented; null when the output has none.</summary>
    /// <param name="output">The output.</param>
    public static string? JsonOf(CellOutput output) =>
        (output.Json["data"] as JsonObject)?.FirstOrDefault(form => form.Key.EndsWith("json", StringComparison.Ordinal)).Value is { } json
            ? json.ToJsonString(Indented)
            : null;

    /// <summary>What could carry script, as a page of its own for a sandboxed frame; null when there is none.</summary>
    /// <param name="output">The output.</param>
    public static string? Scripted(CellOutput output) =>
        DrawnChart(output)
        ?? output.Text("text/html")
        ?? output.Text("image/svg+xml")
        ?? (ScriptOf(output) is { } script ? $"<script>{script}</script>" : null);

    // The HTML of such a chart asks the network for its script, which a frame does not get.
    private static string? DrawnChart(CellOutput output) =>
        output.Text("image/svg+xml") is { } svg
        && (output.Json["data"] as JsonObject)?.ContainsKey("application/vnd.plotly.v1+json") == true
            ? svg
            : null;

    private static string? ScriptOf(CellOutput output) => output.Text("application/javascript") ?? output.Text("text/javascript");

    /// <summary>An error's lines after the first.</summary>
    /// <param name="output">The output.</param>
    public static string Rest(CellOutput output)
    {
        string first = JsonText.Of(output.Json["evalue"]) ?? "";
        string[] lines = [.. (output.Json["traceback"] as JsonArray ?? []).Select(line => JsonText.Of(line) ?? "")];
        return string.Join('\n', lines is [var head, ..] && head == first ? lines[1..] : lines).Trim('\n');
    }
}
