using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>Another method: its id, or an object with its id as <c>method</c> and its options beside it.</summary>
internal sealed class MethodKind : OptionKind
{
    internal override string Name => "method";

    internal override string Wanted(Type type) => "a method's id, or an object such as {\"method\": \"grad-cam\", \"relu\": true}";

    /// <summary>Those whose maps cost a few passes: a mean of means would take hundreds.</summary>
    internal override IReadOnlyList<string>? Choices(Type type) =>
        [.. Catalogue.Cards.Where(card => card.Forwards + card.Backwards < 5).Select(card => card.Id).Order(StringComparer.Ordinal)];

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) =>
        json switch
        {
            JsonValue when json.GetValueKind() == JsonValueKind.String => Catalogue.Create(json.GetValue<string>(), file: file),
            JsonObject given when given["method"] is JsonValue id && id.GetValueKind() == JsonValueKind.String => Catalogue.Create(
                id.GetValue<string>(),
                new([.. given.Where(o => o.Key != "method").Select(o => KeyValuePair.Create(o.Key, o.Value?.DeepClone()))]),
                file
            ),
            _ => null,
        };

    internal override JsonNode? Write(object value)
    {
        Explainer method = (Explainer)value;
        JsonObject options = method.Options,
            usual = Catalogue.Create(method.Card.Id).Options;
        KeyValuePair<string, JsonNode?>[] own =
        [
            .. options
                .Where(o => !JsonNode.DeepEquals(o.Value, usual[o.Key]))
                .Select(o => KeyValuePair.Create(o.Key, o.Value?.DeepClone())),
        ];
        return own.Length == 0 ? method.Card.Id : new JsonObject([KeyValuePair.Create("method", (JsonNode?)method.Card.Id), .. own]);
    }

    internal override string Literal(object value) => OptionList.Code(value);

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Explainer);
}
