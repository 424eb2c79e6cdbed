using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>
/// The outputs of a cell as a notebook file keeps them: prints of one stream joined, updates in the place of what they update.
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
        if (clearNext && one is DisplayEvent)
            (clearNext, all) = (false, []);
        switch (one)
        {
            case StandardOutputValueProduced print:
                Print("stdout", print);
                break;
            case StandardErrorValueProduced print:
                Print("stderr", print);
                break;
            case DisplayedValueUpdated update when all.FindIndex(shown => shown.ValueId is not null && shown.ValueId == update.ValueId) is >= 0 and var place:
                all[place] = (Value("display_data", update), update.ValueId);
                break;
            case ReturnValueProduced value:
                all.Add((Value("execute_result", value), value.ValueId));
                break;
            case DisplayEvent value:
                all.Add((Value("display_data", value), value.ValueId));
                break;
            case ErrorProduced error:
                Fail(error.Message);
                break;
        }
    }

    /// <summary>Adds what went wrong: the first line is the heading.</summary>
    public void Fail(string message) => all.Add((CellFailure.Of(message).Output, null));

    /// <summary>The outputs, the results numbered.</summary>
    public JsonArray Finish(int? executionOrder)
    {
        foreach ((JsonObject output, _) in all)
        {
            if ((string?)output["output_type"] == "execute_result")
                output["execution_count"] = executionOrder;
        }
        return new JsonArray([.. all.Select(one => (JsonNode)Lines(one.Output))]);
    }

    private void Print(string name, DisplayEvent print)
    {
        string text = string.Concat(print.FormattedValues.Take(1).Select(value => value.Value));
        if (all is [.., ({ } last, _)] && (string?)last["name"] == name)
            last["text"] = (string?)last["text"] + text;
        else
            all.Add((new JsonObject { ["name"] = name, ["output_type"] = "stream", ["text"] = text }, null));
    }

    private static JsonObject Value(string type, DisplayEvent shown)
    {
        JsonObject json = new() { ["data"] = MimeBundle.InLines(shown) };
        if (type == "execute_result")
            json["execution_count"] = null;
        json["metadata"] = new JsonObject();
        json["output_type"] = type;
        return json;
    }

    // A stream's text is joined while it comes and cut into lines at the end.
    private static JsonObject Lines(JsonObject output)
    {
        if (output["text"] is JsonValue text)
            output["text"] = MimeBundle.Lines((string?)text ?? "");
        return output;
    }
}
