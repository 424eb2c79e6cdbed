using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>What stands beside a rule's word in JSON, read and checked.</summary>
internal sealed class RuleSettings
{
    private readonly string key;
    private readonly RuleWord word;
    private readonly JsonObject json;

    /// <exception cref="ArgumentException">Something stands there that the rule does not have; the message lists what it has.</exception>
    internal RuleSettings(string key, RuleWord word, JsonObject json)
    {
        (this.key, this.word, this.json) = (key, word, json);
        if (json.FirstOrDefault(o => o.Key != "rule" && !word.Options.Contains(o.Key)).Key is { } other)
            throw new ArgumentException(
                $"The rule '{word.Name}' for '{key}' has no '{other}'. It has "
                    + $"{(word.Options.Length == 0 ? "no options" : string.Join(", ", word.Options))}."
            );
        if (Bias is not (null or "kept" or "zero") && !WholeBias)
            throw Wrong("bias", word.Name == "alpha-beta" ? "kept, zero or whole" : "kept or zero");
    }

    internal bool ZeroBias => Bias == "zero";

    internal bool WholeBias => Bias == "whole" && word.Name == "alpha-beta";

    private string? Bias => json["bias"] is { } bias ? bias.ToString() : null;

    internal bool Has(string option) => json[option] is not null;

    internal double Number(string option, double fallback) => json[option] is { } node ? Of(node, option) : fallback;

    internal double[]? Numbers(string option) =>
        json[option] switch
        {
            null => null,
            JsonArray { Count: > 0 } list =>
            [
                .. list.Select(n =>
                    n?.GetValueKind() == JsonValueKind.Number
                        ? double.Parse(n.ToJsonString(), CultureInfo.InvariantCulture)
                        : throw Wrong(option, "a list of numbers")
                ),
            ],
            _ => throw Wrong(option, "a list of numbers"),
        };

    internal Stabilizer Stabilizer(string option = "stabilizer") =>
        json[option] is JsonObject kind ? Stabilizer(kind, option) : new(Number(option, 1e-6));

    private Stabilizer Stabilizer(JsonObject kind, string option)
    {
        if (kind.FirstOrDefault(o => o.Key is not ("epsilon" or "kind")).Key is { } other)
            throw new ArgumentException($"'{option}' of the rule '{word.Name}' for '{key}' has no '{other}'. It has epsilon, kind.");
        return new(kind["epsilon"] is { } size ? Of(size, option) : 1e-6, KindOf(kind["kind"]?.ToString(), option));
    }

    private StabilizerKind KindOf(string? name, string option) =>
        name switch
        {
            null or "additive" => StabilizerKind.Additive,
            "clip" => StabilizerKind.Clip,
            "norm-scale" => StabilizerKind.NormScale,
            _ => throw Wrong(option, "of kind additive, clip or norm-scale"),
        };

    private double Of(JsonNode node, string option) =>
        node.GetValueKind() == JsonValueKind.Number
        && double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) is >= 0 and < double.PositiveInfinity and var number
            ? number
            : throw Wrong(option, "a number of at least 0");

    private ArgumentException Wrong(string option, string wanted) =>
        // asked for only where it is there
        new($"'{option}' of the rule '{word.Name}' for '{key}' is {json[option]!.ToJsonString()}; it must be {wanted}.");
}
