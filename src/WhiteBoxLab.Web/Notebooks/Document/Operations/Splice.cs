namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A part of a cell's text is replaced: what a keystroke or a paste is, however long the cell.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="At">
    /// Where the part begins, in UTF-16 units. A place beyond the end is the end; of a character that it cuts, all is taken out.
    /// </param>
    /// <param name="Length">How much is taken out, in the same units.</param>
    /// <param name="Text">What comes in.</param>
    public sealed record Splice(string Cell, int At, int Length, string Text) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state.Changed(Cell, Replace);

        private WhiteBoxLab.Web.Notebooks.Document.Cell Replace(WhiteBoxLab.Web.Notebooks.Document.Cell cell)
        {
            int at = Math.Clamp(At, 0, cell.Source.Length),
                end = at + Math.Clamp(Length, 0, cell.Source.Length - at);
            int from = WholeCharacters.Before(cell.Source, at),
                to = end == at ? from : WholeCharacters.Behind(cell.Source, end);
            return cell with
            {
                Source = string.Concat(cell.Source.AsSpan(0, from), Text, cell.Source.AsSpan(to)),
                Version = cell.Version + 1,
            };
        }
    }
}
