namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A running cell takes away what it has shown so far.</summary>
    /// <param name="Cell">The cell's id.</param>
    public sealed record Wipe(string Cell) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state.Changed(Cell, cell => cell.Showing([]));
    }
}
