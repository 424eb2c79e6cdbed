using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Reads the parameters of a notebook off the text of its parameters cell, without compiling it. A parameter is a variable at the top of
/// the cell; a comment behind it on its line says more:
/// <c>int steps = 50; // required: steps of the path [10, 50, 200]</c>. First the word <c>required</c>, where it may not stay empty; then
/// what it is for; last its choices in brackets, two or more
/// of its type. Each of the three may be missing.
/// </summary>
public static partial class ParameterReader
{
    /// <summary>The tag of a parameters cell, as papermill has it.</summary>
    public const string Tag = "parameters";

    /// <summary>The tag of a cell that gives other values to the parameters, as papermill has it.</summary>
    public const string InjectedTag = "injected-parameters";

    /// <summary>Whether a cell of a notebook's file has a tag.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="tag">The tag.</param>
    public static bool HasTag(JsonObject cell, string tag)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell["metadata"] is JsonObject metadata
            && metadata["tags"] is JsonArray tags
            && tags.Any(one => one is JsonValue value && value.TryGetValue(out string? text) && text == tag);
    }

    /// <summary>The parameters, in their order.</summary>
    /// <param name="code">The text of the cell, in C#.</param>
    public static IReadOnlyList<NotebookParameter> Read(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return [.. new Declarations(code).All.DistinctBy(one => one.Name).Select(one => Parameter(code, one))];
    }

    /// <summary>The text of the cell with another value for a parameter; the same text where it has that value already.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value as people write it.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or the value is none of it; the message says why.</exception>
    public static string Set(string code, string name, string value)
    {
        NotebookParameter parameter = Read(code).FirstOrDefault(one => one.Name == name)
            ?? throw new ArgumentException($"The notebook has no parameter '{name}'.", nameof(name));
        string text = parameter.CodeOf(value);
        (int at, int length) = parameter.Place.GetOffsetAndLength(code.Length);
        return parameter.Value == value
            ? code
            : string.Concat(code.AsSpan(0, at), parameter.Code is null ? " = " : "", text, code.AsSpan(at + length));
    }

    private static NotebookParameter Parameter(string code, Declaration one)
    {
        string? given = one.HasValue ? code[one.Value] : null;
        (string type, ParameterKind kind) = ParameterLiteral.TypeOf(one.Type, given);
        Match required = Required().Match(one.Comment),
            brackets = Brackets().Match(one.Comment);
        NotebookParameter parameter = new(
            one.Name,
            type,
            kind,
            given,
            given is null ? null : ParameterLiteral.ValueOf(kind, given),
            [],
            required.Success,
            one.Comment[required.Length..].Trim()
        )
        {
            Place = one.Value,
            Inferred = one.Type == "var",
        };
        string[] choices =
        [
            .. Choice()
                .Matches(brackets.Groups["choices"].Value)
                .Select(found => found.Value.Trim())
                .Where(text => text.Length > 0)
                .Select(text => text[0] == '"' ? ParameterLiteral.Unquoted(text) ?? text : text),
        ];
        return choices.Length >= 2 && choices.All(choice => parameter.ProblemOf(choice) is null)
            ? parameter with
            {
                Choices = choices,
                Description = one.Comment[required.Length..brackets.Index].Trim(),
            }
            : parameter;
    }

    [GeneratedRegex(@"^required\b\s*[:,.]?")]
    private static partial Regex Required();

    [GeneratedRegex(@"\[(?<choices>[^\[\]]*)\]\s*$")]
    private static partial Regex Brackets();

    [GeneratedRegex(
        """
            \s*(?:"(?:\\.|[^"\\])*"|[^,]+)
            """
    )]
    private static partial Regex Choice();
}
