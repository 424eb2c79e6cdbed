using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>Channels through which relevance has to pass.</summary>
internal sealed class ConditionsKind : OptionKind
{
    internal override string Name => "text";

    internal override string Wanted(Type type) => "a text";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) =>
        json.GetValueKind() is JsonValueKind.String or JsonValueKind.Object ? Conditions.Parse(json) : null;

    internal override string Literal(object value) => $"\"{value}\"";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Conditions);
}
