namespace WhiteBoxLab.Web;

public abstract partial record NotebookOperation
{
    /// <summary>
    /// A cell is cut in two: what stands before the place stays in it, the rest and the outputs go into a new cell below.
    /// </summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="At">How many characters stay.</param>
    /// <param name="NewId">The new cell's id.</param>
    public sealed record Split(string Cell, int At, string NewId) : NotebookOperation
    {
        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state.Find(Cell) is { Activity: CellActivity.None } whole && state.Find(NewId) is null && At >= 0 && At <= whole.Source.Length
            ? Parted(state, whole)
            : state;

        private NotebookState Parted(NotebookState state, Cell whole)
        {
            Cell above = whole.Bare() with { Source = whole.Source[..At].TrimEnd('\n'), Version = whole.Version + 1 };
            Cell below = whole with { Id = NewId, Source = whole.Source[At..].TrimStart('\n'), Version = 0 };
            int place = state.Cells.IndexOf(whole);
            return state.Next() with { Cells = state.Cells.SetItem(place, above).Insert(place + 1, below) };
        }
    }
}
