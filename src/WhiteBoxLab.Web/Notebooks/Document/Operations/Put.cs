using System.Collections.Immutable;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Whole cells come in, with their outputs: copies, or cells of another notebook. One whose id is taken is left out.</summary>
    /// <param name="Cells">The cells.</param>
    /// <param name="After">The cell before them; null at the very top.</param>
    public sealed record Put(ImmutableList<Cell> Cells, string? After) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) =>
            Cells.Select(state.NoNewCell).FirstOrDefault(one => one is not null) ?? state.NoCell(After);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            Cells.Aggregate((State: state, Place: state.PlaceAfter(After)), Add).State;

        private static (NotebookState State, int Place) Add((NotebookState State, int Place) so, Cell cell) =>
            (so.State.InsertedCell(cell, so.Place), so.State.Find(cell.Id) is null ? so.Place + 1 : so.Place);
    }
}
