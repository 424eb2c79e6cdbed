using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>Names of layers, see <see cref="LayersAttribute"/>; one alone is a list, too.</summary>
internal sealed class LayersKind : OptionKind
{
    internal override string Name => "layers";

    internal override string Wanted(Type type) => "a list of names";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file)
    {
        JsonNode?[] names = json is JsonArray list ? [.. list] : [json];
        return names.All(name => name?.GetValueKind() == JsonValueKind.String) ? names.Select(name => name!.GetValue<string>()).ToArray() : null;
    }

    internal override JsonNode? Write(object value) => new JsonArray([.. ((IReadOnlyList<string>)value).Select(name => (JsonNode)name)]);

    internal override string Literal(object value) => $"[{string.Join(", ", ((IReadOnlyList<string>)value).Select(name => $"\"{name}\""))}]";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(string[]) && parameter.IsDefined(typeof(LayersAttribute));
}
