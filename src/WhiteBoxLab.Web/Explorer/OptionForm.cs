using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>What somebody fills in for a method's options: read while it is typed, and refused with a sentence.</summary>
/// <param name="card">The method.</param>
/// <param name="options">The options that differ from the defaults, or null.</param>
public sealed class OptionForm(MethodCard card, JsonObject? options)
{
    private readonly Dictionary<string, string> typed = [],
        problems = [];
    private JsonObject values = options?.DeepClone() as JsonObject ?? [];

    /// <summary>Rises with each <see cref="Reset"/>.</summary>
    public int Version { get; private set; }

    /// <summary>Whether every option can be read.</summary>
    public bool IsReadable => problems.Count == 0;

    /// <summary>What is wrong with an option, in a sentence; null where nothing is.</summary>
    /// <param name="option">The option.</param>
    public string? ProblemOf(OptionCard option) => problems.GetValueOrDefault(option.Name);

    /// <summary>An option as text: as it was typed, or its value; empty where the method chooses.</summary>
    /// <param name="option">The option.</param>
    public string TextOf(OptionCard option) => typed.TryGetValue(option.Name, out string? text) ? text : Shown(ValueOf(option));

    /// <summary>An option's value; its default where none was given.</summary>
    /// <param name="option">The option.</param>
    public JsonNode? ValueOf(OptionCard option) => values.TryGetPropertyValue(option.Name, out JsonNode? value) ? value : option.Default;

    /// <summary>Takes what was typed; nothing stands for the default.</summary>
    /// <param name="option">The option.</param>
    /// <param name="text">What was typed.</param>
    public void Type(OptionCard option, string? text)
    {
        problems.Remove(option.Name);
        typed[option.Name] = text ?? "";
        if (string.IsNullOrWhiteSpace(text))
            values.Remove(option.Name);
        else if (Read(option, text, out JsonNode? value) is { } problem)
            problems[option.Name] = problem;
        else
            values[option.Name] = value;
    }

    /// <summary>Sets an option that is not typed.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">Its value.</param>
    public void Set(OptionCard option, JsonNode? value) => values[option.Name] = value;

    /// <summary>Back to the defaults.</summary>
    public void Reset()
    {
        Version++;
        values = [];
        typed.Clear();
        problems.Clear();
    }

    /// <summary>The options that differ from the defaults, so that prices and code stay short; null where none does.</summary>
    public JsonObject? Differing()
    {
        JsonObject differing = [];
        foreach ((string name, JsonNode? value) in values)
        {
            if (!JsonNode.DeepEquals(value, card.Options.FirstOrDefault(option => option.Name == name)?.Default))
                differing[name] = value?.DeepClone();
        }
        return differing.Count == 0 ? null : differing;
    }

    private static string? Read(OptionCard option, string text, out JsonNode? value)
    {
        switch (option.Type)
        {
            case "integer" or "number":
                return OptionNumber.Parse(option, text, out value, out string? problem) ? null : problem;
            case "numbers":
                return OptionNumber.ParseList(text, out value);
            case "layers":
                value = new JsonArray([.. NamesIn(text).Select(name => JsonValue.Create(name))]);
                return null;
            default:
                return text.TrimStart() is ['{' or '[', ..] ? ReadJson(text, out value) : Plain(text, out value);
        }
    }

    /// <summary>Names that are separated by commas.</summary>
    /// <param name="text">What was typed or chosen.</param>
    public static IReadOnlyList<string> NamesIn(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Plain(string text, out JsonNode? value)
    {
        value = JsonValue.Create(text.Trim());
        return null;
    }

    private static string? ReadJson(string text, out JsonNode? value)
    {
        value = null;
        try
        {
            value = JsonNode.Parse(text);
            return null;
        }
        catch (JsonException wrong)
        {
            return $"Line {(wrong.LineNumber ?? 0) + 1} is not JSON yet: {wrong.Message.Split(" LineNumber:")[0].Split(" Path:")[0]}";
        }
    }

    private static string Shown(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonArray numbers when numbers.All(one => one?.GetValueKind() is JsonValueKind.Number) => string.Join(
                ", ",
                numbers.Select(one => one!.ToJsonString())
            ), // seen to be numbers
            JsonArray names when names.All(one => one?.GetValueKind() is JsonValueKind.String) => string.Join(
                ", ",
                names.Select(one => (string?)one)
            ),
            JsonObject or JsonArray => value.ToJsonString(new JsonSerializerOptions { WriteIndented = true }),
            _ => JsonText.Of(value) ?? "",
        };
}
