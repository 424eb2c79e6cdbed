using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A number.</summary>
internal sealed class NumberKind : OptionKind
{
    internal override string Name => "number";

    /// <summary>A JSON value as a number; null where it is none.</summary>
    internal static double? Number(JsonNode? json) =>
        json?.GetValueKind() == JsonValueKind.Number ? double.Parse(json.ToJsonString(), CultureInfo.InvariantCulture) : null;

    internal override string Wanted(Type type) => "a number";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) => Number(json);

    internal override JsonNode? Write(object value) => (double)value;

    internal override string Literal(object value) => ((double)value).ToString("R", CultureInfo.InvariantCulture);

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(double);
}
