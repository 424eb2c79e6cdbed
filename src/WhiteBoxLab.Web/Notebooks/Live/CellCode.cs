using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web;

/// <summary>
/// The code of a cell as a kernel is given it: where Polyglot Notebooks wrote down another language, the language's line comes first.
/// </summary>
public static class CellCode
{
    /// <summary>The code.</summary>
    /// <param name="cell">The cell.</param>
    public static string Of(Cell cell) => LanguageOf(cell) is { } language and not "csharp" and not "C#" ? $"#!{language}\n{cell.Source}" : cell.Source;

    /// <summary>The language written down for a cell, or null.</summary>
    /// <param name="cell">The cell.</param>
    public static string? LanguageOf(Cell cell)
        => cell.Rest["metadata"] is JsonObject metadata ? Text(metadata["polyglot_notebook"], "kernelName") ?? Text(metadata["dotnet_interactive"], "language") : null;

    private static string? Text(JsonNode? node, string key) => (node as JsonObject)?[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
