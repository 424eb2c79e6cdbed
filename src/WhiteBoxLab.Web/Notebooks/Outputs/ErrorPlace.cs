using System.Text.Json;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>A place in a notebook's code, to go to.</summary>
/// <param name="Cell">The cell's id.</param>
/// <param name="Line">The line when the cell ran, from 0.</param>
/// <param name="Character">The character in it, from 0.</param>
/// <param name="Text">The line as it was, by which it is found again after lines were written above it.</param>
public sealed record ErrorPlace(string Cell, int Line, int Character, string Text)
{
    /// <summary>Where a frame of an error lies; null where its cell is gone or has run again since.</summary>
    /// <param name="state">The notebook.</param>
    /// <param name="failed">The cell that failed.</param>
    /// <param name="frame">The frame.</param>
    public static ErrorPlace? Of(NotebookState state, Cell failed, ErrorFrame frame) =>
        frame.Line is { } line && CellOf(state, failed, frame.Run) is { } cell
            ? new ErrorPlace(cell.Id, line - 1, frame.Character, CodeLine.At(cell.RanSource ?? cell.Source, line))
            : null;

    /// <summary>As the browser reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    // Counts of two kernels mean different runs, and those of a file may have come from several.
    private static Cell? CellOf(NotebookState state, Cell failed, int? run)
    {
        if (run is null || failed.ExecutionCount == run)
            return failed;
        Cell[] ran = [.. state.Cells.Where(cell => cell.ExecutionCount == run && cell.KernelRun == failed.KernelRun)];
        return ran is [var only] ? only : null;
    }
}
