using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>What an operation makes of a notebook, and the words that operations say it with.</summary>
public static class NotebookReducer
{
    /// <summary>The notebook afterwards.</summary>
    /// <param name="state">The notebook before.</param>
    /// <param name="operation">What is done to it.</param>
    public static NotebookState Apply(NotebookState state, NotebookOperation operation) => operation.Apply(state);

    // One more revision.
    internal static NotebookState Next(this NotebookState state) => state with { Revision = state.Revision + 1 };

    // With one cell changed that is no matter of the file's.
    internal static NotebookState With(this NotebookState state, string id, Func<Cell, Cell> change) =>
        state.Cells.FindIndex(cell => cell.Id == id) is >= 0 and var place
            ? state with
            {
                Cells = state.Cells.SetItem(place, change(state.Cells[place])),
            }
            : state;

    // With one cell changed, and that belongs on disk.
    internal static NotebookState Changed(this NotebookState state, string id, Func<Cell, Cell> change)
    {
        NotebookState after = state.With(id, change);
        return ReferenceEquals(after, state) ? state : after.Next();
    }

    internal static NotebookState All(this NotebookState state, Func<Cell, Cell> change) =>
        state with
        {
            Cells = [.. state.Cells.Select(change)],
        };

    internal static int PlaceAfter(this NotebookState state, string? id) =>
        id switch
        {
            null => 0,
            _ when state.Cells.FindIndex(cell => cell.Id == id) is >= 0 and var place => place + 1,
            _ => state.Cells.Count,
        };

    internal static NotebookState InsertedCell(this NotebookState state, Cell cell, int place) =>
        state.Find(cell.Id) is null ? state.Next() with { Cells = state.Cells.Insert(place, cell) } : state;
}
