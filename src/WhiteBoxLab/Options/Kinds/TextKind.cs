using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A text that means nothing to anybody but its method.</summary>
internal sealed class TextKind : OptionKind
{
    internal override string Name => "text";

    internal override string Wanted(Type type) => "a text";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) => json.GetValueKind() == JsonValueKind.String ? json.GetValue<string>() : null;

    internal override string Literal(object value) => $"\"{value}\"";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(string) && !parameter.IsDefined(typeof(LayerAttribute));
}
