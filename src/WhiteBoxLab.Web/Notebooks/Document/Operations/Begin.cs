namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell begins to run: its old outputs go.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="At">When, or null.</param>
    public sealed record Begin(string Cell, DateTimeOffset? At = null) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Find(Cell) is null
                ? state
                : (state with { Runs = state.Runs + 1 }).Changed(Cell, cell =>
                    cell.Bare() with
                    {
                        Activity = CellActivity.Running,
                        Began = At,
                        RunNumber = state.Runs + 1,
                        RanSource = cell.Source,
                        KernelRun = state.KernelRun,
                    }
                );
    }
}
