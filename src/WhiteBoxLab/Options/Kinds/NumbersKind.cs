using System.Reflection;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A list of numbers; one alone is a list, too.</summary>
internal sealed class NumbersKind : OptionKind
{
    internal override string Name => "numbers";

    internal override string Wanted(Type type) => "a list of numbers";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file)
    {
        double?[] numbers = json is JsonArray list ? [.. list.Select(NumberKind.Number)] : [NumberKind.Number(json)];
        return numbers.All(number => number is not null) ? numbers.Select(number => number!.Value).ToArray() : null;
    }

    internal override JsonNode? Write(object value) => new JsonArray([.. ((IReadOnlyList<double>)value).Select(number => (JsonNode)number)]);

    internal override string Literal(object value) => $"[{string.Join(", ", ((IReadOnlyList<double>)value).Select(NumberKind.Literal))}]";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(double[]);
}
