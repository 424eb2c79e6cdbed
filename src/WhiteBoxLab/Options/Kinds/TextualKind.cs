using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>What is read from a text.</summary>
internal abstract class TextualKind : OptionKind
{
    internal override string Wanted(Type type) => "a text";

    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file) =>
        json.GetValueKind() == JsonValueKind.String ? Parse(json.GetValue<string>(), file) : null;

    internal override string Literal(object value) => $"\"{value}\"";

    /// <summary>The value that a text stands for.</summary>
    protected virtual object Parse(string text, Func<string, Tensor>? file) => text;
}
