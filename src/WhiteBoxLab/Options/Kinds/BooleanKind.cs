using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>Yes or no.</summary>
internal sealed class BooleanKind : OptionKind
{
    internal override string Name => "boolean";

    internal override string Wanted(Type type) => "true or false";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) =>
        json.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? json.GetValue<bool>() : null;

    internal override JsonNode? Write(object value) => (bool)value;

    internal override string Literal(object value) => (bool)value ? "true" : "false";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(bool);
}
