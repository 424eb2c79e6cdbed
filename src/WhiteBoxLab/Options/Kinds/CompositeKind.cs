using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>Which rule each layer has: a composite's name, or one of one's own.</summary>
internal sealed class CompositeKind : OptionKind
{
    internal override string Name => "composite";

    internal override string Wanted(Type type) => "a text";

    internal override IReadOnlyList<string>? Choices(Type type) => [.. Composite.Names];

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) =>
        json.GetValueKind() is JsonValueKind.String or JsonValueKind.Object ? Composite.Parse(json) : null;

    internal override string Literal(object value) =>
        value.ToString() is ['{', ..] own ? $"Composite.Parse(JsonNode.Parse(\"\"\"{own}\"\"\")!)" : $"Composite.Named(\"{value}\")";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Composite);
}
