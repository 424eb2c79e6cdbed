namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell waits for its run; the rest of a run that had stopped is on its way by that.</summary>
    /// <param name="Cell">The cell's id.</param>
    public sealed record Enqueue(string Cell) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            (state.Stopped?.Rest.Contains(Cell) == true ? state with { Stopped = null } : state).With(Cell, cell =>
                cell is { IsCode: true, Activity: CellActivity.None } ? cell with { Activity = CellActivity.Queued } : cell
            );
    }
}
