using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>Turns what a kernel says into the outputs of a notebook.</summary>
public static class OutputOf
{
    /// <summary>The output that an event stands for; null for events that show nothing.</summary>
    /// <param name="e">The event.</param>
    public static CellOutput? Event(Event e) =>
        NotebookOutput.Of(e) is { } json ? new CellOutput(json, (e as DisplayEvent)?.ValueId) : null;

    /// <summary>The output of a cell that failed.</summary>
    /// <param name="message">The kernel's words; the first line is the heading.</param>
    public static CellOutput Error(string message) => new(NotebookOutput.Error(CutText.Of(message, OutputList.LongestText)));
}
