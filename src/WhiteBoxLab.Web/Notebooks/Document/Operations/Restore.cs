namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell comes back out of the bin, to where it was.</summary>
    /// <param name="Cell">Its id; null for the one deleted last.</param>
    public sealed record Restore(string? Cell = null) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) =>
            Cell is null || state.Bin.Exists(one => one.Cell.Id == Cell) ? null : $"The bin has no cell '{Cell}'.";

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Bin.FindLastIndex(binned => Cell is null || binned.Cell.Id == Cell) is >= 0 and var found
                ? (state with { Bin = state.Bin.RemoveAt(found) }).InsertedCell(
                    state.Bin[found].Cell,
                    Math.Min(state.Bin[found].Place, state.Cells.Count)
                )
                : state;
    }
}
