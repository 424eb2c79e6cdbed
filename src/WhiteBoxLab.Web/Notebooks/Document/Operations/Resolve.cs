using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Somebody chooses between what was written here and what the file had.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Theirs">Whether the file's text and outputs are taken; what was written here then goes into the bin.</param>
    public sealed record Resolve(string Cell, bool Theirs) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) =>
            state.Conflicts.Exists(one => one.Cell == Cell) ? null : $"No choice waits for the cell '{Cell}'.";

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Conflicts.Find(conflict => conflict.Cell == Cell) is { } found
                ? Chosen(state with { Conflicts = state.Conflicts.Remove(found) }, found.Theirs)
                : state;

        private NotebookState Chosen(NotebookState state, Cell? theirs)
        {
            int place = state.Cells.FindIndex(cell => cell.Id == Cell);
            if (!Theirs || place < 0 || state.Cells[place].Activity is not CellActivity.None)
                return state.Next();
            Cell ours = state.Cells[place];
            BinnedCell binned = new(place, ours with { Id = NotebookFile.IdBeside(ours.Id, state) });
            return state.Next() with
            {
                Bin = state.Bin.Add(binned),
                Cells = theirs is null
                    ? state.Cells.RemoveAt(place)
                    : state.Cells.SetItem(place, theirs with { Id = Cell, Version = ours.Version + 1 }),
            };
        }
    }
}
