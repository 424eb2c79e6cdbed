namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell changes its kind; what it had shown goes.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Kind"><c>code</c>, <c>markdown</c> or <c>raw</c>.</param>
    public sealed record Turn(string Cell, string Kind) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell) ?? CellObstacles.NoKind(Kind);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Find(Cell) is { Activity: CellActivity.None } cell && cell.Kind != Kind
                ? state.Changed(Cell, cell => cell.Bare() with { Kind = Kind })
                : state;
    }
}
