using System.Text.Json.Nodes;

namespace WhiteBoxLab.Protocol;

/// <summary>What went wrong in a cell, as Jupyter tells it.</summary>
/// <param name="Name">The exception's type, or <c>Error</c>.</param>
/// <param name="Value">What it says.</param>
/// <param name="Lines">All of it, line by line; never empty.</param>
public sealed record CellFailure(string Name, string Value, IReadOnlyList<string> Lines)
{
    /// <summary>The lines as JSON, new each time.</summary>
    public JsonArray Traceback => new([.. Lines.Select(line => (JsonNode)line)]);

    /// <summary>As an output of a notebook's file; its value is the whole heading.</summary>
    public JsonObject Output =>
        new()
        {
            ["ename"] = Name,
            ["evalue"] = Lines[0],
            ["output_type"] = "error",
            ["traceback"] = Traceback,
        };

    /// <summary>Takes a failed command's message apart: the first line is the heading.</summary>
    /// <param name="message">The message.</param>
    public static CellFailure Of(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string[] lines = message.ReplaceLineEndings("\n").Split('\n');
        return lines[0].Split(':', 2) is [var head, var rest] && !head.Contains(' ', StringComparison.Ordinal)
            ? new CellFailure(head, rest.Trim(), lines)
            : new CellFailure("Error", lines[0], lines);
    }
}
