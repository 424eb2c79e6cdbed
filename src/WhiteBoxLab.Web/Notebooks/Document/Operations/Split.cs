namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>
    /// A cell is cut in two: what stands before the place stays in it, the rest and the outputs go into a new cell below.
    /// </summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="At">How much stays, in UTF-16 units; a character that it would cut goes below.</param>
    /// <param name="NewId">The new cell's id.</param>
    public sealed record Split(string Cell, int At, string NewId) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell) ?? state.NoNewId(NewId);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Find(Cell) is { Activity: CellActivity.None } whole && state.Find(NewId) is null && At >= 0 && At <= whole.Source.Length
                ? Parted(state, whole)
                : state;

        private NotebookState Parted(NotebookState state, Cell whole)
        {
            int at = WholeCharacters.Before(whole.Source, At);
            Cell above = whole.Bare() with { Source = whole.Source[..at].TrimEnd('\n'), Version = whole.Version + 1 };
            Cell below = whole with { Id = NewId, Source = whole.Source[at..].TrimStart('\n'), Version = 0 };
            int place = state.Cells.IndexOf(whole);
            return state.Next() with { Cells = state.Cells.SetItem(place, above).Insert(place + 1, below) };
        }
    }
}
