using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>Where a way begins.</summary>
internal sealed class BaselineKind : OptionKind
{
    internal override string Name => "baseline";

    internal override string Wanted(Type type) => "a text";

    internal override IReadOnlyList<string>? Choices(Type type) => ["zero", "black", "white"];

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) => json.GetValueKind() == JsonValueKind.String ? Baseline.Parse(json.GetValue<string>(), file) : null;

    internal override string Literal(object value) => ((Baseline)value).Code;

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Baseline);
}
