using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A convolution with reflected padding, written out as the two layers that it is.</summary>
internal static class PaddingMode
{
    private const string Key = "padding_mode";

    /// <summary>The layer itself; with <c>"padding_mode": "reflect"</c> the reflection, and the convolution that reads it.</summary>
    internal static IEnumerable<JsonObject> WrittenOut(JsonObject entry)
    {
        if (entry["op"]?.ToString() != OpAttribute.Of(typeof(Convolution)) || !entry.ContainsKey(Key))
            return [entry];
        LayerSource source = new(entry, (_, _) => null);
        string mode = source.Word(Key, "zeros");
        JsonObject plain = entry.DeepClone().AsObject();
        plain.Remove(Key);
        return mode switch
        {
            "zeros" => [plain],
            "reflect" => [Reflection(source), Without(plain, source.Name)],
            _ => throw new NetworkException($"Layer '{source.Name}' (conv2d) has the padding_mode '{mode}'; there are zeros and reflect."),
        };
    }

    private static JsonObject Reflection(LayerSource source)
    {
        Size2 padding = source.Size("padding", 0);
        return new()
        {
            ["name"] = Before(source.Name),
            ["op"] = OpAttribute.Of(typeof(ReflectionPad)),
            ["inputs"] = new JsonArray([.. source.Inputs.Select(i => (JsonNode)i)]),
            ["pad"] = new JsonArray(padding.Width, padding.Width, padding.Height, padding.Height),
        };
    }

    private static JsonObject Without(JsonObject convolution, string name)
    {
        convolution["inputs"] = new JsonArray(Before(name));
        convolution["padding"] = 0;
        return convolution;
    }

    private static string Before(string name) => $"{name}.padding";
}
