using System.Collections.Immutable;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>A cell of a notebook.</summary>
/// <param name="Id">Its id in the file; given to it where the file has none.</param>
/// <param name="Kind"><c>code</c>, <c>markdown</c> or <c>raw</c>.</param>
/// <param name="Source">Its text.</param>
/// <param name="Outputs">What it showed.</param>
/// <param name="ExecutionCount">Its place in the order of runs, or null.</param>
/// <param name="Rest">The cell as the file has it, with all that nobody here knows; never changed.</param>
public sealed record Cell(string Id, string Kind, string Source, ImmutableList<CellOutput> Outputs, int? ExecutionCount, JsonObject Rest)
{
    /// <summary>What it does now.</summary>
    public CellActivity Activity { get; init; }

    /// <summary>How long it ran, or null when it never did.</summary>
    public double? Seconds { get; init; }

    /// <summary>How its last run ended: null before the first, true or false.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>When its last run began, or null.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Its last run among all runs of the notebook since it was opened, or null when it has not run since.</summary>
    public long? RunNumber { get; init; }

    /// <summary>
    /// Which of the kernels that were started since the notebook was opened its last run had, see <see cref="NotebookState.KernelRun"/>;
    /// null when it has not run since. A journal read again says 0: none of them.
    /// </summary>
    public long? KernelRun { get; init; }

    /// <summary>The text that it last ran with, or null when it has not run since the notebook was opened.</summary>
    public string? RanSource { get; init; }

    /// <summary>Counts the changes of its text.</summary>
    public long Version { get; init; }

    /// <summary>Whether it holds code.</summary>
    public bool IsCode => Kind == "code";

    /// <summary>Whether its variables are the notebook's parameters: papermill's tag, in C#.</summary>
    public bool IsParameters =>
        IsCode && ParameterReader.HasTag(Rest, ParameterReader.Tag) && CellCode.LanguageOf(this) is (null or "csharp" or "C#");

    /// <summary>Whether a part of it is put away.</summary>
    /// <param name="part">Which part.</param>
    public bool IsAway(CellPart part) => CellParts.IsAway(Rest, part);

    /// <summary>The cell with a part put away or brought back; the same where nothing changes.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="away">Whether it is put away.</param>
    public Cell Fold(CellPart part, bool away) => IsAway(part) == away ? this : this with { Rest = CellParts.With(Rest, part, away) };

    /// <summary>An empty cell.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="kind"><c>code</c>, <c>markdown</c> or <c>raw</c>.</param>
    /// <param name="source">Its text. Defaults to none.</param>
    public static Cell New(string id, string kind, string source = "") => new(id, kind, source, [], null, NewJson(id, kind));

    /// <summary>The cell as before its first run: nothing is left of what it showed.</summary>
    internal Cell Bare() =>
        Showing([]) with
        {
            ExecutionCount = null,
            Seconds = null,
            Succeeded = null,
            Began = null,
            RunNumber = null,
            RanSource = null,
            KernelRun = null,
        };

    /// <summary>The cell with other outputs.</summary>
    /// <param name="outputs">The outputs.</param>
    internal Cell Showing(ImmutableList<CellOutput> outputs) =>
        this with
        {
            Outputs = outputs,
            Rest = CellFile.HasOddOutputs(Rest) ? WithoutOdd() : Rest,
        };

    private JsonObject WithoutOdd()
    {
        JsonObject copy = (JsonObject)Rest.DeepClone();
        copy["outputs"] = new JsonArray();
        return copy;
    }

    private static JsonObject NewJson(string id, string kind) =>
        kind == "code"
            ? new()
            {
                ["cell_type"] = kind,
                ["execution_count"] = null,
                ["id"] = id,
                ["metadata"] = new JsonObject(),
                ["outputs"] = new JsonArray(),
                ["source"] = new JsonArray(),
            }
            : new()
            {
                ["cell_type"] = kind,
                ["id"] = id,
                ["metadata"] = new JsonObject(),
                ["source"] = new JsonArray(),
            };
}

/// <summary>What a cell does.</summary>
public enum CellActivity
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It waits for the cells before it.</summary>
    Queued,

    /// <summary>It runs.</summary>
    Running,
}

/// <summary>Something that a cell showed.</summary>
/// <param name="Json">The output as in the notebook's file; never changed.</param>
/// <param name="ValueId">The name by which the running cell may update it, or null.</param>
public sealed record CellOutput(JsonObject Json, string? ValueId = null)
{
    /// <summary><c>stream</c>, <c>display_data</c>, <c>execute_result</c> or <c>error</c>.</summary>
    public string Type => JsonText.Of(Json["output_type"]) ?? "";

    /// <summary>The value in one form, joined where the file has it by lines; null when it has no such form.</summary>
    /// <param name="mimeType">The form.</param>
    public string? Text(string mimeType) => JsonText.Of((Json["data"] as JsonObject)?[mimeType]);
}
