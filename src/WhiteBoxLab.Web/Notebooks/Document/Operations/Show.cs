using WhiteBoxLab.Web.Notebooks.Outputs;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A running cell shows something, or changes what it showed.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Output">The output.</param>
    /// <param name="Updates">Whether it replaces the output of the same value, which another cell may have.</param>
    public sealed record Show(string Cell, CellOutput Output, bool Updates = false) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Changed(At(state), cell => cell.Showing(OutputList.Take(cell.Outputs, Output, Updates)));

        private string At(NotebookState state) =>
            Updates
            && Output.ValueId is { } shown
            && state.Cells.Find(cell => cell.Outputs.Exists(output => output.ValueId == shown)) is { } shows
                ? shows.Id
                : Cell;
    }
}
