using System.Text.Json.Nodes;

namespace WhiteBoxLab.Tests;

/// <summary>Methods that draw hundreds of samples, with so few that every law can be tried on every network.</summary>
internal static class Few
{
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["rise"] = """{"masks": 12}""",
        ["xrai"] = """{"minPixels": 4}""",
        ["fast-xrai"] = """{"minPixels": 4}""",
        ["lime"] = """{"samples": 40, "segments": "grid:3"}""",
        ["kernel-shap"] = """{"samples": 40, "segments": "grid:3"}""",
        ["shap-cam"] = """{"permutations": 3}""",
        ["shapley-value"] = """{"permutations": 3, "segments": "grid:3"}""",
    };

    /// <summary>What an option is here; null where it has its own default.</summary>
    public static JsonNode? Of(string id, string option) => Options.TryGetValue(id, out string? few) ? JsonNode.Parse(few)![option] : null;

    /// <summary>A method of few samples, with options that go before.</summary>
    public static Explainer Create(string id, JsonObject? options = null)
    {
        JsonObject chosen = Options.TryGetValue(id, out string? few) ? JsonNode.Parse(few)!.AsObject() : [];
        foreach ((string name, JsonNode? value) in options ?? [])
            chosen[name] = value?.DeepClone();
        return Catalogue.Create(id, chosen);
    }
}
