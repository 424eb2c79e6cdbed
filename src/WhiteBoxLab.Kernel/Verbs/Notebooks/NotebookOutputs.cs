using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Notebooks;

/// <summary>
/// The outputs of a cell as a notebook file keeps them: prints of one stream joined, updates in the place of what they update. All that
/// the kernel says is kept; only the page cuts floods.
/// </summary>
internal sealed class NotebookOutputs
{
    private List<(JsonObject Output, string? ValueId)> all = [];
    private bool clearNext;

    /// <summary>Whether it shows the value of that id.</summary>
    public bool Shows(string? valueId) => valueId is not null && all.Exists(shown => shown.ValueId == valueId);

    public void Take(Event one)
    {
        if (one is OutputCleared { Wait: var wait })
        {
            (clearNext, all) = (wait, wait ? all : []);
            return;
        }
        if (NotebookOutput.Of(one) is not { } output)
            return;
        if (clearNext && one is DisplayEvent)
            (clearNext, all) = (false, []);
        string? id = (one as DisplayEvent)?.ValueId;
        if (one is DisplayedValueUpdated && all.FindIndex(shown => shown.ValueId is not null && shown.ValueId == id) is >= 0 and var place)
            all[place] = (output, id);
        else if (all is [.., var last] && NotebookOutput.Continues(last.Output, output))
            Append((JsonArray)last.Output["text"]!, (JsonArray)output["text"]!); // as it was written
        else
            all.Add((output, id));
    }

    /// <summary>Adds what went wrong: the first line is the heading.</summary>
    public void Fail(string message) => all.Add((NotebookOutput.Error(message), null));

    /// <summary>The outputs, the results numbered.</summary>
    public JsonArray Finish(int? executionOrder)
    {
        foreach ((JsonObject output, _) in all.Where(one => one.Output.ContainsKey("execution_count")))
            output["execution_count"] = executionOrder;
        return new JsonArray([.. all.Select(one => (JsonNode)one.Output)]);
    }

    private static void Append(JsonArray lines, JsonArray more)
    {
        foreach (string line in more.Select(line => (string)line!)) // lines are texts
        {
            if (lines.Count > 0 && (string)lines[^1]! is var last && !last.EndsWith('\n'))
                lines[^1] = last + line;
            else
                lines.Add(line);
        }
    }
}
