namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A new cell.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Kind"><c>code</c>, <c>markdown</c> or <c>raw</c>.</param>
    /// <param name="After">The cell before it; null at the very top.</param>
    /// <param name="Source">Its text. Defaults to none.</param>
    public sealed record Insert(string Id, string Kind, string? After, string Source = "") : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => CellObstacles.NoKind(Kind) ?? state.NoNewId(Id) ?? state.NoCell(After);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.InsertedCell(WhiteBoxLab.Web.Notebooks.Document.Cell.New(Id, Kind, Source), state.PlaceAfter(After));
    }
}
