using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A file of patterns.</summary>
internal sealed class PatternsKind : OptionKind
{
    internal override string Name => "text";

    internal override string Wanted(Type type) => "a text";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) => json.GetValueKind() == JsonValueKind.String ? Opened(json.GetValue<string>()) : null;

    internal override string Literal(object value) => $"Patterns.Open(\"{value}\")";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Patterns);

    private static Patterns Opened(string path)
    {
        try
        {
            return Patterns.Open(path);
        }
        catch (WeightsException exception)
        {
            throw new ArgumentException(exception.Message, exception);
        }
    }
}
