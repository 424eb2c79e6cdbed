namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A part of a cell is put away or brought back, as Jupyter's metadata have it.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Part">Which part.</param>
    /// <param name="Away">Whether it is put away.</param>
    public sealed record Fold(string Cell, CellPart Part, bool Away) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) =>
            state.NoCell(Cell) ?? (Enum.IsDefined(Part) ? null : $"A cell has no part '{Part}'.");

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state.Changed(Cell, cell => cell.Fold(Part, Away));
    }
}
