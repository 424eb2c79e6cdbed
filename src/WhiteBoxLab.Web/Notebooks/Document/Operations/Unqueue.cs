using System.Collections.Immutable;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Nothing waits any more.</summary>
    /// <param name="Failed">The id of the cell whose error is the reason; null, the default, where somebody wanted it.</param>
    public sealed record Unqueue(string? Failed = null) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state)
        {
            ImmutableList<string> rest = [.. state.Cells.Where(Waits).Select(cell => cell.Id)];
            NotebookState after = state.All(cell => Waits(cell) ? cell with { Activity = CellActivity.None } : cell);
            return Failed is not null && !rest.IsEmpty ? after with { Stopped = new RunStop(Failed, state.Runs, rest) } : after;
        }

        private static bool Waits(Cell cell) => cell.Activity is CellActivity.Queued;
    }
}
