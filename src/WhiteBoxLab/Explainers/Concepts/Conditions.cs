using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// Which channels of which layers relevance may pass: channels of one layer are alternatives (or), layers must all be passed (and), and a
/// layer that is not named lets everything through.
/// Written as text, <c>layer3.0.relu2: 5, 17; layer1.0.relu2: top 3</c>, or as JSON,
/// <c>{"layer3.0.relu2": [5, 17], "layer1.0.relu2": "top 3"}</c>.
/// </summary>
/// <remarks>
/// Achtibat et al. 2023, the condition set theta. A convolution that a batch normalisation follows counts as one with it.
/// </remarks>
public sealed class Conditions
{
    private readonly Choice[] choices;

    private Conditions(params Choice[] choices) => this.choices = choices;

    /// <summary>Some channels of a layer: relevance may pass any of them.</summary>
    /// <param name="layer">The layer, by name.</param>
    /// <param name="channels">From 0; one or more.</param>
    /// <exception cref="ArgumentException">No channel is given.</exception>
    public static Conditions Of(string layer, params IReadOnlyList<int> channels) =>
        channels.Count > 0
            ? new(new Choice(layer, [.. channels.Distinct()], 0))
            : throw new ArgumentException(
                $"No channel of '{layer}' is given, so that nothing could pass. Name one, or use Conditions.Strongest."
            );

    /// <summary>The channels of a layer that carry the most relevance for the target, each photo's own.</summary>
    /// <param name="layer">The layer, by name.</param>
    /// <param name="count">How many; at least 1. Defaults to 1.</param>
    /// <exception cref="ArgumentException">The count is below 1.</exception>
    public static Conditions Strongest(string layer, int count = 1) =>
        count > 0
            ? new(new Choice(layer, [], count))
            : throw new ArgumentException($"The {count} strongest channels of '{layer}' are asked for; the least is 1.");

    /// <summary>These conditions and others: relevance must pass both. Channels of the same layer become alternatives.</summary>
    /// <param name="others">The others.</param>
    /// <exception cref="ArgumentException">A layer is named in both, with channels here and the strongest there.</exception>
    public Conditions And(Conditions others)
    {
        ILookup<string, Choice> byLayer = choices.Concat(others.choices).ToLookup(c => c.Layer);
        return new([
            .. byLayer.Select(g =>
                g.Any(c => c.Strongest > 0) == g.All(c => c.Strongest > 0)
                    ? new Choice(g.Key, [.. g.SelectMany(c => c.Channels).Distinct()], g.Max(c => c.Strongest))
                    : throw new ArgumentException(
                        $"The conditions name channels of '{g.Key}' and its strongest ones too. Choose one of the two."
                    )
            ),
        ]);
    }

    /// <summary>
    /// Conditions from text: layers with their channels, separated by semicolons; <c>layer: 5, 17</c>, <c>layer: top 3</c>, or a layer
    /// alone for its strongest channel.
    /// </summary>
    /// <param name="text">The text.</param>
    public static implicit operator Conditions(string text) => Parse(text);

    /// <summary>Conditions from text, as <see cref="op_Implicit"/> takes it.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">There is no layer in it.</exception>
    public static Conditions Parse(string text)
    {
        string[] parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (text.StartsWith('{') && JsonNode.Parse(text) is JsonObject json)
            return Parse(json);
        return parts.Length > 0
            ? parts.Select(Part).Aggregate((a, b) => a.And(b))
            : throw new ArgumentException($"'{text}' names no layer. {Form}");
    }

    /// <summary>
    /// Conditions from JSON: an object whose keys are layers and whose values are channels: a number, a list of numbers, or <c>"top 3"</c>.
    /// </summary>
    /// <param name="json">The object, or a text.</param>
    /// <exception cref="ArgumentException">A value is none of these, or there is no layer.</exception>
    public static Conditions Parse(JsonNode json) =>
        json switch
        {
            JsonObject { Count: > 0 } entries => entries.Select(Entry).Aggregate((a, b) => a.And(b)),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Parse(value.GetValue<string>()),
            _ => throw new ArgumentException($"{json.ToJsonString()} names no layer. {Form}"),
        };

    private const string Form = "Write 'layer: 5, 17; other layer: top 3', or {\"layer\": [5, 17], \"other layer\": \"top 3\"}.";

    private static Conditions Part(string part)
    {
        int colon = part.LastIndexOf(':');
        if (colon < 0)
            return Strongest(part);
        string layer = part[..colon].Trim(),
            channels = part[(colon + 1)..].Trim();
        if (Channels(layer, channels) is { } chosen)
            return chosen;
        return channels.AsSpan().ContainsAny("./_")
            ? Strongest(part) // a name with a colon in it
            : throw new ArgumentException($"'{channels}' are no channels of '{layer}'. {Form}");
    }

    private static Conditions Entry(KeyValuePair<string, JsonNode?> entry) =>
        entry.Value switch
        {
            JsonArray { Count: > 0 } list => Channels(entry.Key, string.Join(',', list.Select(n => n?.ToJsonString()))),
            JsonValue value => Channels(entry.Key, value.ToString()),
            _ => null,
        } ?? throw new ArgumentException($"{entry.Value?.ToJsonString() ?? "null"} are no channels of '{entry.Key}'. {Form}");

    private static Conditions? Channels(string layer, string text)
    {
        string[] words = text.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool isTop = words is ["top", ..];
        int?[] numbers =
        [
            .. words
                .Skip(isTop ? 1 : 0)
                .Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (int?)null),
        ];
        return (isTop, numbers) switch
        {
            _ when numbers.Contains(null) => null,
            (true, []) => Strongest(layer, 1),
            (true, [{ } count]) => Strongest(layer, count),
            (true, _) or (false, []) => null,
            _ => Of(layer, [.. numbers.Select(n => n!.Value)]), // none is null, as asked above
        };
    }

    /// <summary>The text that <see cref="Parse(string)"/> reads.</summary>
    public override string ToString() =>
        string.Join("; ", choices.Select(c => $"{c.Layer}: {(c.Strongest > 0 ? $"top {c.Strongest}" : string.Join(", ", c.Channels))}"));

    /// <summary>
    /// The conditions in the order in which a walk from <paramref name="start"/> to <paramref name="to"/> comes to their layers. Refuses
    /// what is not there, and what the walk cannot pass.
    /// </summary>
    internal IReadOnlyList<(int Layer, Choice Choice)> Path(Network network, int start, int to, bool oneBehindAnother)
    {
        (int Layer, Choice Choice)[] path =
        [
            .. choices.Select(c => (Layer: network.IndexOf(c.Layer), Choice: c)).OrderByDescending(c => c.Layer),
        ];
        foreach ((int layer, Choice choice) in path)
        {
            if (layer <= to || layer > start || !network.Graph.DependentOn(layer)[start] || !network.Graph.DependentOn(to)[layer])
                throw new ArgumentException(
                    $"No relevance on its way from '{network.Layers[start].Name}' to '"
                        + $"{(to < 0 ? "input" : network.Layers[to].Name)}' passes '{choice.Layer}'. Choose a layer between them."
                );
            long channels = network.Graph.ShapeAt(layer)[0];
            if (
                choice.Channels.FirstOrDefault(c => c < 0 || c >= channels, -1) is var wrong
                && (wrong >= 0 || choice.Channels.Any(c => c < 0))
            )
                throw new ArgumentException(
                    $"The layer '{choice.Layer}' of '{network.Name}' has the channels 0 to {channels - 1}; there is no channel {wrong}."
                );
        }
        foreach (((int above, Choice upper), (int below, Choice lower)) in path.Zip(path.Skip(1)))
            if (oneBehindAnother && !network.Graph.DependentOn(below)[above])
                throw new ArgumentException(
                    $"'{upper.Layer}' and '{lower.Layer}' lie side by side, so that nothing passes both. Choose layers one "
                        + $"behind another, or let parallel paths through (excludeParallel: false)."
                );
        return path;
    }

    /// <summary>The channels of one layer: these, or the strongest so many.</summary>
    internal sealed record Choice(string Layer, IReadOnlyList<int> Channels, int Strongest)
    {
        /// <summary>Relevance with that of all other channels set to zero, a new tensor.</summary>
        internal Tensor Masked(Tensor relevance)
        {
            long channels = relevance.shape[1];
            Tensor mask =
                Strongest > 0
                    ? zeros([relevance.shape[0], channels], relevance.dtype, relevance.device)
                    : zeros([1, channels], relevance.dtype, relevance.device);
            Tensor chosen =
                Strongest > 0
                    ? Totals(relevance).topk((int)Math.Min(Strongest, channels), 1).indexes
                    : tensor(Channels.Select(c => (long)c).ToArray(), [1, Channels.Count], device: relevance.device);
            return relevance
                * mask.scatter_(1, chosen, ones_like(chosen).to(relevance.dtype))
                    .view([-1, channels, .. relevance.shape[2..].Select(_ => 1L)]);
        }
    }

    /// <summary>What each channel carries: the sum over its positions, [N, C].</summary>
    internal static Tensor Totals(Tensor relevance) => relevance.dim() > 2 ? relevance.flatten(2).sum([2]) : relevance;
}
