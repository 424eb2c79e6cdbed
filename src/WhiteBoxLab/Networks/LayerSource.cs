using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// Where a layer is made from: its entry of <c>network.json</c> and the weights that belong to it. Refuses what is missing, of the wrong
/// kind or unknown with a sentence that names the layer.
/// </summary>
internal sealed class LayerSource(JsonObject json, Func<string, long[]?, Tensor?> weights)
{
    private const string Pair = "[height, width], whole numbers from 0";

    private static readonly string[] Common = ["name", "op", "inputs", "output_shape"];

    private readonly HashSet<string> read = [.. Common]; // keys that somebody has asked for

    internal string Name { get; } = Text(json, "name", "A layer of the network");

    internal string Op => Text(json, "op", $"Layer '{Name}'");

    internal IReadOnlyList<string> Inputs =>
        json["inputs"] is JsonArray { Count: > 0 } array && array.All(i => i is JsonValue v && v.GetValueKind() == JsonValueKind.String)
            ? [.. array.Select(i => i!.GetValue<string>())]
            : throw new NetworkException(
                $"Layer '{Name}' has no list of inputs. Write \"inputs\": [\"<layer>\"]; the picture is \"input\"."
            );

    internal long Integer(string key) => Whole(Value(key)) ?? throw Missing(key, "a whole number from 0");

    internal long Integer(string key, long fallback) => Value(key) is null ? fallback : Integer(key);

    /// <summary>A number, under its key or under the name that other libraries have for it.</summary>
    internal double Real(string key, double fallback, string? alias = null)
    {
        (JsonNode? value, JsonNode? other) = (Value(key), alias is null ? null : Value(alias));
        if (value is not null && other is not null)
            throw new NetworkException($"Layer '{Name}' ({Op}) has both \"{key}\" and \"{alias}\", which are the same. Leave one out.");
        string named = other is null ? key : alias!; // other is there only under an alias
        return (value ?? other) is { } there ? Number(there) ?? throw Missing(named, "a number") : fallback;
    }

    internal bool Flag(string key, bool fallback) =>
        Value(key) switch
        {
            null => fallback,
            JsonValue v when v.GetValueKind() is JsonValueKind.True or JsonValueKind.False => v.GetValue<bool>(),
            _ => throw Missing(key, "true or false"),
        };

    /// <summary>A pair [height, width] of whole numbers from 0; one number stands for both.</summary>
    internal Size2 Size(string key, Size2? fallback = null) =>
        Value(key) switch
        {
            null => fallback ?? throw Missing(key, Pair),
            JsonArray { Count: 2 } pair when Whole(pair[0]) is { } h && Whole(pair[1]) is { } w => new(h, w),
            JsonValue value when Whole(value) is { } both => new(both, both),
            _ => throw Missing(key, Pair),
        };

    internal long[] Integers(string key, int? count = null) =>
        Value(key) is JsonArray array && (count is null || array.Count == count) && array.All(v => Whole(v) is not null)
            ? [.. array.Select(v => Whole(v)!.Value)]
            : throw Missing(key, count is null ? "a list of whole numbers from 0" : $"a list of {count} whole numbers from 0");

    internal string Word(string key, string fallback) =>
        Value(key) switch
        {
            null => fallback,
            JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
            _ => throw Missing(key, "a word"),
        };

    /// <summary>A weight that must be there, with its shape where it is known.</summary>
    internal Tensor Weight(string key, params long[]? shape) =>
        weights($"{Name}.{key}", shape)
        ?? throw new NetworkException($"The weights have no tensor '{Name}.{key}', which layer '{Name}' ({Op}) needs.");

    /// <summary>Refuses a key that nobody has asked for: what a file says is read, or said not to be.</summary>
    internal void RequireRead()
    {
        if (json.Select(p => p.Key).FirstOrDefault(k => !read.Contains(k)) is not { } unknown)
            return;
        string[] known = [.. read.Except(Common).Select(k => $"\"{k}\"")];
        throw new NetworkException(
            $"Layer '{Name}' ({Op}) has \"{unknown}\", which is not known here. "
                + $"{(known.Length == 0 ? "It takes inputs alone." : $"Known are {string.Join(", ", known)}.")}"
        );
    }

    private JsonNode? Value(string key)
    {
        read.Add(key);
        return json[key];
    }

    private static double? Number(JsonNode? node) =>
        node is JsonValue v
        && v.GetValueKind() == JsonValueKind.Number
        && double.Parse(v.ToJsonString(), CultureInfo.InvariantCulture) is var number
        && double.IsFinite(number)
            ? number
            : null;

    private static long? Whole(JsonNode? node) =>
        Number(node) is >= 0 and < 1e9 and var number && number == Math.Floor(number) ? (long)number : null;

    private static string Text(JsonObject json, string key, string who) =>
        json[key] is JsonValue v && v.GetValueKind() == JsonValueKind.String && v.GetValue<string>() is { Length: > 0 } text
            ? text
            : throw new NetworkException($"{who} has no \"{key}\".");

    private NetworkException Missing(string key, string what) =>
        new($"Layer '{Name}' ({Op}) needs \"{key}\" to be {what}; it is {Shown(json[key])}.");

    /// <summary>A value as a message shows it.</summary>
    internal static string Shown(JsonNode? node) =>
        node?.ToJsonString() switch
        {
            null => "not there",
            { Length: <= 80 } text => text,
            var text => text[..80] + "...",
        };
}
