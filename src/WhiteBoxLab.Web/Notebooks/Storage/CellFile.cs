using System.Collections.Immutable;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// A cell in a notebook's file. What was not changed is written as it was found. Outputs are taken out of <see cref="Cell.Rest"/>;
/// where the file's are no list of objects they stay there and are written from there until the cell shows something else.
/// </summary>
internal static class CellFile
{
    /// <summary>Reads a cell.</summary>
    /// <param name="json">Its JSON, which the cell keeps.</param>
    /// <param name="ids">The ids given so far.</param>
    public static Cell Read(JsonObject json, CellIds ids)
    {
        string kind = JsonText.Of(json["cell_type"]) ?? "raw",
            source = JsonText.Of(json["source"]) ?? "";
        string id = ids.Take(JsonText.Of(json["id"]), $"{kind}\n{source}");
        return new Cell(id, kind, source, TakeOutputs(json), CountOf(json), json);
    }

    /// <summary>Writes a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="ids">Whether the file's format knows ids.</param>
    public static JsonObject Write(Cell cell, bool ids)
    {
        JsonObject json = (JsonObject)cell.Rest.DeepClone();
        if ((JsonText.Of(json["cell_type"]) ?? "raw") != cell.Kind)
            json["cell_type"] = cell.Kind;
        if (json.ContainsKey("id") && !ids)
            json.Remove("id");
        else if (json.ContainsKey("id") && JsonText.Of(json["id"]) != cell.Id)
            json["id"] = cell.Id;
        if ((JsonText.Of(json["source"]) ?? "") != cell.Source)
            json["source"] = MimeBundle.Lines(cell.Source);
        if (cell.IsCode)
            PutRun(json, cell);
        else if (cell.Outputs.IsEmpty && json["outputs"] is JsonArray { Count: 0 } && JsonText.Of(cell.Rest["cell_type"]) == "code")
            RemoveRun(json); // it was code once
        return json;
    }

    /// <summary>Whether a cell's outputs are written from <see cref="Cell.Rest"/>.</summary>
    /// <param name="rest">That.</param>
    public static bool HasOddOutputs(JsonObject rest) => rest["outputs"] is { } outputs and not JsonArray { Count: 0 };

    private static void PutRun(JsonObject json, Cell cell)
    {
        if (CountOf(json) != cell.ExecutionCount)
            json["execution_count"] = cell.ExecutionCount;
        if (cell.Outputs.IsEmpty || HasOddOutputs(json))
        {
            if (JsonText.Of(cell.Rest["cell_type"]) != "code")
            {
                json.TryAdd("execution_count", null);
                json.TryAdd("outputs", new JsonArray());
            }
            return;
        }
        json["outputs"] = new JsonArray([.. cell.Outputs.Select(output => output.Json.DeepClone())]);
    }

    private static void RemoveRun(JsonObject json)
    {
        json.Remove("execution_count");
        json.Remove("outputs");
    }

    private static ImmutableList<CellOutput> TakeOutputs(JsonObject json)
    {
        if (json["outputs"] is not JsonArray outputs)
            return [];
        if (outputs.Any(output => output is not JsonObject) || JsonText.Of(json["cell_type"]) != "code")
            return [.. outputs.OfType<JsonObject>().Select(output => new CellOutput((JsonObject)output.DeepClone()))];
        JsonObject[] taken = [.. outputs.Cast<JsonObject>()];
        outputs.Clear();
        return [.. taken.Select(output => new CellOutput(output))];
    }

    private static int? CountOf(JsonObject json) =>
        json["execution_count"] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
