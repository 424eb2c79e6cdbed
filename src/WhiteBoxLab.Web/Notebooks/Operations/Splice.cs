namespace WhiteBoxLab.Web;

public abstract partial record NotebookOperation
{
    /// <summary>A part of a cell's text is replaced: what a keystroke or a paste is, however long the cell.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="At">Where the part begins, in UTF-16 units. A place beyond the end is the end.</param>
    /// <param name="Length">How much is taken out, in the same units.</param>
    /// <param name="Text">What comes in.</param>
    public sealed record Splice(string Cell, int At, int Length, string Text) : NotebookOperation
    {
        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state.Changed(Cell, Replace);

        private Web.Cell Replace(Web.Cell cell)
        {
            int from = Math.Clamp(At, 0, cell.Source.Length), to = from + Math.Clamp(Length, 0, cell.Source.Length - from);
            return cell with { Source = string.Concat(cell.Source.AsSpan(0, from), Text, cell.Source.AsSpan(to)), Version = cell.Version + 1 };
        }
    }
}
