namespace WhiteBoxLab.Web;

public abstract partial record NotebookOperation
{
    /// <summary>A running cell shows something, or changes what it showed.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Output">The output.</param>
    /// <param name="Updates">Whether it replaces the outputs of the same value.</param>
    public sealed record Show(string Cell, CellOutput Output, bool Updates = false) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state.Changed(Cell, cell => cell.Showing(OutputList.Take(cell.Outputs, Output, Updates)));
    }
}
