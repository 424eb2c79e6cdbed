using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>A part of a cell that can be put away, in the file under Jupyter's own keys.</summary>
public enum CellPart
{
    /// <summary>Its text: <c>jupyter.source_hidden</c>.</summary>
    Source,

    /// <summary>Its outputs: <c>jupyter.outputs_hidden</c>.</summary>
    Outputs,

    /// <summary>Both, so that one line is left: <c>collapsed</c>.</summary>
    All,

    /// <summary>The lower end of long outputs, which then scroll: <c>scrolled</c>.</summary>
    OutputsBelow,
}

// Where the parts stand in a cell's metadata. JupyterLab writes its own key and, for outputs, also the older collapsed, which we read as
// one line left.
internal static class CellParts
{
    internal static bool IsAway(JsonObject cell, CellPart part) =>
        Home(cell, part)?[KeyOf(part)] is JsonValue value && value.TryGetValue(out bool away) && away;

    internal static JsonObject With(JsonObject cell, CellPart part, bool away)
    {
        JsonObject changed = (JsonObject)cell.DeepClone();
        if (changed["metadata"] is not JsonObject metadata)
            changed["metadata"] = metadata = [];
        if (InJupyter(part) && metadata["jupyter"] is not JsonObject)
            metadata["jupyter"] = new JsonObject();
        JsonObject home = Home(changed, part)!; // made above
        if (away)
            home[KeyOf(part)] = true;
        else
            home.Remove(KeyOf(part));
        if (metadata["jupyter"] is JsonObject { Count: 0 })
            metadata.Remove("jupyter");
        return changed;
    }

    private static JsonObject? Home(JsonObject cell, CellPart part) =>
        InJupyter(part) ? (cell["metadata"] as JsonObject)?["jupyter"] as JsonObject : cell["metadata"] as JsonObject;

    private static bool InJupyter(CellPart part) => part is CellPart.Source or CellPart.Outputs;

    private static string KeyOf(CellPart part) =>
        part switch
        {
            CellPart.Source => "source_hidden",
            CellPart.Outputs => "outputs_hidden",
            CellPart.All => "collapsed",
            _ => "scrolled",
        };
}
