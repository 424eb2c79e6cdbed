using System.Text.Json.Nodes;

namespace WhiteBoxLab.Protocol;

/// <summary>What a kernel says, as the outputs of a notebook's file (nbformat 4).</summary>
public static class NotebookOutput
{
    /// <summary>The output that an event stands for; null for events that show nothing.</summary>
    /// <param name="e">The event.</param>
    public static JsonObject? Of(Event e) =>
        e switch
        {
            StandardOutputValueProduced print => Stream("stdout", print),
            StandardErrorValueProduced print => Stream("stderr", print),
            ReturnValueProduced value => Result(value),
            DisplayEvent value => Display(value),
            ErrorProduced error => Error(error.Message),
            _ => null,
        };

    /// <summary>The output of a cell that failed.</summary>
    /// <param name="message">The kernel's words; the first line is the heading.</param>
    public static JsonObject Error(string message) => CellFailure.Of(message).Output;

    /// <summary>Whether an output is more of what another printed.</summary>
    /// <param name="first">The other.</param>
    /// <param name="second">The output.</param>
    public static bool Continues(JsonObject first, JsonObject second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return IsStream(first) && IsStream(second) && JsonNode.DeepEquals(first["name"], second["name"]);
    }

    private static bool IsStream(JsonObject output) => output["output_type"] is JsonValue type && type.ToString() == "stream";

    private static JsonObject Stream(string name, DisplayEvent print) =>
        new()
        {
            ["name"] = name,
            ["output_type"] = "stream",
            ["text"] = MimeBundle.Lines(string.Concat(print.FormattedValues.Take(1).Select(value => value.Value))),
        };

    private static JsonObject Result(ReturnValueProduced value) =>
        new()
        {
            ["data"] = MimeBundle.InLines(value),
            ["execution_count"] = null,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        };

    private static JsonObject Display(DisplayEvent value) =>
        new()
        {
            ["data"] = MimeBundle.InLines(value),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        };
}
