using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>Turns what a kernel says into the outputs of a notebook's file.</summary>
public static class OutputOf
{
    /// <summary>The form of a value that the map viewer draws: an array of <see cref="MapArtifact"/>.</summary>
    public const string MapsType = "application/vnd.whiteboxlab.maps+json";

    /// <summary>The output that an event stands for; null for events that show nothing.</summary>
    /// <param name="e">The event.</param>
    public static CellOutput? Event(Event e) => e switch
    {
        StandardOutputValueProduced print => Stream("stdout", print),
        StandardErrorValueProduced print => Stream("stderr", print),
        ReturnValueProduced value => Value("execute_result", value),
        DisplayEvent value => Value("display_data", value),
        ErrorProduced error => Error(error.Message),
        _ => null,
    };

    /// <summary>The output of a cell that failed.</summary>
    /// <param name="message">The kernel's words; the first line is the heading.</param>
    public static CellOutput Error(string message) => new(CellFailure.Of(CutText.Of(message, OutputList.LongestText)).Output);

    private static CellOutput Stream(string name, DisplayEvent print) => new(new JsonObject
    {
        ["name"] = name, ["output_type"] = "stream", ["text"] = MimeBundle.Lines(string.Concat(print.FormattedValues.Take(1).Select(value => value.Value))),
    });

    private static CellOutput Value(string type, DisplayEvent shown)
    {
        var json = new JsonObject { ["data"] = MimeBundle.InLines(shown), ["metadata"] = new JsonObject(), ["output_type"] = type };
        if (type == "execute_result")
            json.Insert(1, "execution_count", null);
        return new CellOutput(json, shown.ValueId);
    }
}
