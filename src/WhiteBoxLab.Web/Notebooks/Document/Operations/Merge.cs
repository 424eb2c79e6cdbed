namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell's text goes to the end of another's, and the cell, as it was, into the bin.</summary>
    /// <param name="Into">The cell that stays; its outputs, which no longer belong to its text, go.</param>
    /// <param name="Cell">The cell that is taken up.</param>
    public sealed record Merge(string Into, string Cell) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Into, Cell);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            Into != Cell && state.Find(Into) is { Activity: CellActivity.None } && state.Find(Cell) is { Activity: CellActivity.None } taken
                ? new Delete(Cell).Apply(state).Changed(Into, first => Joined(first, CellAttachments.Beside(first, taken)))
                : state;

        private static Cell Joined(Cell first, Cell taken) =>
            CellAttachments.WithThose(first.Bare(), taken) with
            {
                Source = Joined(first, taken.Source),
                Version = first.Version + 1,
            };

        private static string Joined(Cell first, string second) =>
            first.Source.Length == 0 || second.Length == 0
                ? first.Source + second
                : $"{first.Source}{(first.Kind == "markdown" ? "\n\n" : "\n")}{second}";
    }
}
