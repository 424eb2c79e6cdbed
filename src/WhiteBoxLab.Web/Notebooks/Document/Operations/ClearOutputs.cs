namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Outputs go; those of a cell that runs stay.</summary>
    /// <param name="Cell">The id of the cell whose outputs go; null for those of all cells.</param>
    public sealed record ClearOutputs(string? Cell = null) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => Cell is null ? state.All(Cleared).Next() : state.Changed(Cell, Cleared);

        private static Cell Cleared(Cell cell) => cell.Activity is CellActivity.None ? cell.Bare() : cell;
    }
}
