namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell goes into the bin; one that runs or waits stays.</summary>
    /// <param name="Cell">The cell's id.</param>
    public sealed record Delete(string Cell) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Cells.FindIndex(cell => cell.Id == Cell) is >= 0 and var place && state.Cells[place].Activity is CellActivity.None
                ? state.Next() with
                {
                    Cells = state.Cells.RemoveAt(place),
                    Bin = state.Bin.Add(new(place, state.Cells[place])),
                }
                : state;
    }
}
