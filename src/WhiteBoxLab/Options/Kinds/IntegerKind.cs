using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A whole number.</summary>
internal sealed class IntegerKind : OptionKind
{
    internal override string Name => "integer";

    internal override string Wanted(Type type) => "a whole number";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) =>
        NumberKind.Number(json) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    internal override JsonNode? Write(object value) => (int)value;

    internal override string Literal(object value) => ((int)value).ToString(CultureInfo.InvariantCulture);

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(int);
}
