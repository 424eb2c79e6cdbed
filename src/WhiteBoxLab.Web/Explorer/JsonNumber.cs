using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web;

/// <summary>Numbers in JSON, whatever they were made from.</summary>
public static class JsonNumber
{
    /// <summary>The number; null where the value is none.</summary>
    /// <param name="node">The value.</param>
    public static double? Of(JsonNode? node) => node?.GetValueKind() is JsonValueKind.Number ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : null;
}
