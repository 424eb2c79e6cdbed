using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>One of an enumeration's values, by its id.</summary>
internal sealed class ChoiceKind : OptionKind
{
    internal override string Name => "choice";

    internal override string Wanted(Type type) => $"one of {string.Join(", ", Choices(type)!)}";

    internal override IReadOnlyList<string>? Choices(Type type) => [.. Enum.GetNames(type).Select(Kebab.Of)];

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) =>
        json.GetValueKind() == JsonValueKind.String
        && Enum.GetNames(type).FirstOrDefault(name => Plain(name) == Plain(json.GetValue<string>())) is { } found
            ? Enum.Parse(type, found)
            : null;

    internal override JsonNode? Write(object value) => Kebab.Of((Enum)value);

    internal override string Literal(object value) => $"{value.GetType().Name}.{value}";

    internal override string Refusal(JsonNode json, Type type) =>
        json.GetValueKind() == JsonValueKind.String
            ? $"is '{json.GetValue<string>()}'; there are {string.Join(", ", Choices(type)!)}."
            : base.Refusal(json, type);

    protected override bool Serves(ParameterInfo parameter, Type type) => type.IsEnum;

    /// <summary>Small letters without separators, and Captum's names for what we call otherwise.</summary>
    private static string Plain(string text)
    {
        string plain = string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return plain switch
        {
            "riemannmiddle" => "midpoint",
            "riemannleft" => "left",
            "riemannright" => "right",
            "riemanntrapezoid" => "captumtrapezoid",
            _ => plain,
        };
    }
}
