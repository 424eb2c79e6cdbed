using System.Collections.Immutable;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Cells move together, in the order they stand in, wherever they stood.</summary>
    /// <param name="Moved">Their ids.</param>
    /// <param name="After">The cell they follow, which is none of them; null for the very top.</param>
    public sealed record MoveTo(ImmutableList<string> Moved, string? After) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Moved.Append(After));

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => Placed(state, [.. state.Cells.Where(cell => Moved.Contains(cell.Id))]);

        private NotebookState Placed(NotebookState state, ImmutableList<Cell> moving)
        {
            if (moving.IsEmpty || (After is not null && (Moved.Contains(After) || state.Find(After) is null)))
                return state;
            NotebookState left = state with { Cells = state.Cells.RemoveRange(moving) };
            ImmutableList<Cell> cells = left.Cells.InsertRange(left.PlaceAfter(After), moving);
            return cells.SequenceEqual(state.Cells) ? state : state.Next() with { Cells = cells };
        }
    }
}
