using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// Reads a composite from JSON. A layer's name goes before a pattern, a pattern before <c>first layer</c>, that before an operation, and
/// that before <c>activations</c> and <c>*</c>.
/// </summary>
internal static class CompositeJson
{
    internal static Composite Read(JsonObject entries)
    {
        CompositeEntry[] rules = [.. entries.SelectMany(e => Make(e.Key, e.Value))];
        return new(
            entries.ToJsonString(),
            1e-6,
            (network, i) => CompositeEntry.Of(rules, network, i)?.Rule,
            network => CompositeFit.Obstacle(rules, network)
        )
        {
            Passes = Composite.PassesOf(rules.Where(r => r.Key != "first layer").Select(r => r.Rule)),
        };
    }

    private static IEnumerable<CompositeEntry> Make(string key, JsonNode? value)
    {
        string? name = value switch
        {
            JsonObject o => o["rule"] is JsonValue word && word.GetValueKind() == JsonValueKind.String ? (string?)word : null,
            JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
            _ => null,
        };
        if (name is null || RuleWord.Find(name) is not { } known)
            throw new ArgumentException(
                $"The composite has no rule '{name ?? value?.ToJsonString()}' for '{key}'. There are {string.Join(", ", RuleWord.Names)}."
            );
        Rule rule = known.Make(new RuleSettings(key, known, value as JsonObject ?? []));
        return Keys(key).Select(k => new CompositeEntry(k, known, rule));
    }

    private static IEnumerable<string> Keys(string key)
    {
        string[] keys = key.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (keys.Length == 0)
            throw new ArgumentException(
                $"The composite's key '{key}' means no layer. A key is a layer, a pattern with *, "
                    + $"an operation ({string.Join(", ", Layers.Ops)}), 'first layer', 'activations' or '*'."
            );
        return keys.Select(k => k.EndsWith(" that remain", StringComparison.Ordinal) ? k[..^" that remain".Length] : k);
    }
}
