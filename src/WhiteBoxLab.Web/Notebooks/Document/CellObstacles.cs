using System.Buffers.Text;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>What stands in the way of an operation on cells, in sentences; null where nothing does.</summary>
internal static partial class CellObstacles
{
    private static readonly string[] Kinds = ["code", "markdown", "raw"];

    /// <summary>There is no such cell; null for no cell is none in the way.</summary>
    internal static string? NoCell(this NotebookState state, params IEnumerable<string?> cells) =>
        cells.FirstOrDefault(cell => cell is not null && state.Find(cell) is null) is { } missing
            ? $"This notebook has no cell '{missing}'."
            : null;

    /// <summary>A new cell cannot be called so.</summary>
    internal static string? NoNewId(this NotebookState state, string id)
    {
        if (!Id().IsMatch(id))
            return $"'{id}' is no cell's id: it has 1 to 64 letters of ASCII, digits, '-' and '_'.";
        return state.Find(id) is null ? null : $"The notebook has a cell '{id}' already. Choose another id.";
    }

    /// <summary>No cell is of such a kind.</summary>
    internal static string? NoKind(string kind) =>
        Kinds.Contains(kind) ? null : $"There is no kind of cell '{kind}'. There are code, markdown and raw.";

    /// <summary>A whole cell cannot come in.</summary>
    internal static string? NoNewCell(this NotebookState state, Cell? cell)
    {
        if (cell is null)
            return "null is no cell.";
        string? busy = cell.Activity is CellActivity.None ? null : "A cell that comes in does nothing yet: leave 'activity' out.";
        return state.NoNewId(cell.Id) ?? NoKind(cell.Kind) ?? busy;
    }

    /// <summary>It is no picture's text.</summary>
    internal static string? NoPicture(string name, string base64) => Base64.IsValid(base64) ? null : $"The picture '{name}' is no Base64.";

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Id();
}
