namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell's text changes.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Text">The whole text.</param>
    public sealed record Edit(string Cell, string Text) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Find(Cell)?.Source == Text ? state : state.Changed(Cell, cell => cell with { Source = Text, Version = cell.Version + 1 });
    }
}
