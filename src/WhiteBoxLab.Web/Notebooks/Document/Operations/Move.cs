namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell moves.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="By">Places: below 0 is up. A move past an end does nothing.</param>
    public sealed record Move(string Cell, int By) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => Moved(state, state.Cells.FindIndex(cell => cell.Id == Cell));

        private NotebookState Moved(NotebookState state, int from)
        {
            int to = from + By;
            return from < 0 || to < 0 || to >= state.Cells.Count || By == 0
                ? state
                : state.Next() with
                {
                    Cells = state.Cells.RemoveAt(from).Insert(to, state.Cells[from]),
                };
        }
    }
}
