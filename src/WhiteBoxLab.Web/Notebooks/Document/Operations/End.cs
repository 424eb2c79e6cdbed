using WhiteBoxLab.Web.Notebooks.Outputs;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell has ended.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Succeeded">Whether it ran through.</param>
    /// <param name="ExecutionCount">Its place in the order of runs, or null.</param>
    /// <param name="Seconds">How long it ran.</param>
    public sealed record End(string Cell, bool Succeeded, int? ExecutionCount, double Seconds) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            (state.Asked?.Cell == Cell ? state with { Asked = null } : state).Changed(Cell, cell =>
                cell.Showing(OutputList.Number(cell.Outputs, ExecutionCount)) with
                {
                    Activity = CellActivity.None,
                    Succeeded = Succeeded,
                    ExecutionCount = ExecutionCount,
                    Seconds = Seconds,
                }
            );
    }
}
