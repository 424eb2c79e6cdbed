namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Nothing waits any more.</summary>
    public sealed record Unqueue : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.All(cell => cell.Activity is CellActivity.Queued ? cell with { Activity = CellActivity.None } : cell);
    }
}
