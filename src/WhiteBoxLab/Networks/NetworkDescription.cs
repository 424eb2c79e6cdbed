using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>What a <c>network.json</c> says, read with distrust: every key is of its kind or refused with a sentence.</summary>
internal sealed class NetworkDescription
{
    private static readonly string[] Known =
    [
        "name",
        "input_shape",
        "classes",
        "output",
        "output_kind",
        "cam_layer",
        "early_layer",
        "layers",
    ];

    private readonly JsonObject json;

    private NetworkDescription(JsonObject json)
    {
        (this.json, Name) = (json, Word(json, "name") ?? "network");
        if (json.Select(p => p.Key).FirstOrDefault(k => !Known.Contains(k)) is { } unknown)
            throw new NetworkException(
                $"The network.json of '{Name}' has \"{unknown}\", which is not known here. Known are {string.Join(", ", Known)}."
            );
    }

    internal string Name { get; }

    /// <summary>The layer that gives the scores; null where the last one does.</summary>
    internal string? Output => Word(json, "output");

    internal string? CamLayer => Word(json, "cam_layer");

    internal string? EarlyLayer => Word(json, "early_layer");

    /// <summary>What the outputs are, where the file says it.</summary>
    internal NetworkOutputs? Outputs =>
        Word(json, "output_kind") is not { } kind
            ? null
            : OutputProbabilities.Parse(kind)
                ?? throw new NetworkException(
                    $"The network.json of '{Name}' has the output_kind '{kind}'. There are {string.Join(", ", OutputProbabilities.Names)}."
                );

    /// <summary>How many classes the file claims; null where it claims nothing.</summary>
    internal JsonNode? Classes => json["classes"];

    internal IEnumerable<JsonObject> Layers =>
        json["layers"] is JsonArray { Count: > 0 } array && array.All(l => l is JsonObject)
            ? array.Cast<JsonObject>().SelectMany(PaddingMode.WrittenOut)
            : throw new NetworkException($"The network.json of '{Name}' has no list of layers.");

    internal long[] InputShape =>
        json["input_shape"] is JsonArray { Count: 3 } shape
        && shape.All(s => s is JsonValue v && v.TryGetValue(out long size) && size is > 0 and < 65536)
            ? [.. shape.Select(s => s!.GetValue<long>())]
            : throw new NetworkException(
                $"The network.json of '{Name}' needs \"input_shape\": [C, H, W]; it is {LayerSource.Shown(json["input_shape"])}."
            );

    internal static NetworkDescription Parse(ReadOnlySpan<byte> description)
    {
        ReadOnlySpan<byte> text = description.StartsWith(Encoding.UTF8.Preamble)
            ? description[Encoding.UTF8.Preamble.Length..]
            : description;
        try
        {
            RequireText(text);
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) is JsonObject json
                ? new(json)
                : throw new NetworkException("network.json is not a JSON object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new NetworkException($"network.json is not valid JSON: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>A broken character is otherwise found only when somebody asks for the name that it is in.</summary>
    private static void RequireText(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                _ = reader.GetString();
    }

    private static string? Word(JsonObject json, string key) =>
        json[key] switch
        {
            null => null,
            JsonValue v when v.TryGetValue(out string? word) => word,
            var other => throw new NetworkException($"network.json needs \"{key}\" to be a name; it is {LayerSource.Shown(other)}."),
        };
}
