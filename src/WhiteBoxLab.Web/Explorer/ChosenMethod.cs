using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>How a method is chosen.</summary>
/// <param name="Options">The options that differ from the defaults, or null.</param>
/// <param name="Cost">What it costs with them; null until the kernel has said.</param>
public sealed record ChosenMethod(JsonObject? Options, PassEstimate? Cost)
{
    /// <summary>With its default options.</summary>
    public static ChosenMethod AsItIs { get; } = new(null, null);

    /// <summary>The same for another network: without layers that it does not have, and without the price of the one before.</summary>
    /// <param name="network">The other network.</param>
    /// <param name="card">The method.</param>
    public ChosenMethod On(NetworkCard network, MethodCard card)
    {
        HashSet<string> layers = [.. network.Layers.Select(layer => layer.Name)];
        HashSet<string> ofLayers = [.. card.Options.Where(option => option.Type is "layer" or "layers").Select(option => option.Name)];
        KeyValuePair<string, JsonNode?>[] kept =
        [
            .. (Options ?? []).Where(one => !ofLayers.Contains(one.Key) || NamesIn(one.Value).All(layers.Contains)),
        ];
        return kept.Length == 0 ? AsItIs : new(new(kept.Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))), null);
    }

    private static IEnumerable<string> NamesIn(JsonNode? value) =>
        value switch
        {
            JsonArray several => several.SelectMany(NamesIn),
            JsonValue one when one.TryGetValue(out string? name) => [name],
            _ => [],
        };

    /// <summary>What it costs; null until the kernel has said.</summary>
    /// <param name="card">The method, whose card says it for the default options.</param>
    public PassEstimate? CostBy(MethodCard card) => Options is null ? PassEstimate.Of(card) : Cost;
}
