using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A cell gets a tag or loses it, as Jupyter's metadata have it.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Name">The tag, such as <c>parameters</c>.</param>
    /// <param name="On">Whether it gets it.</param>
    public sealed record Tag(string Cell, string Name, bool On) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Find(Cell) is { } cell && ParameterReader.HasTag(cell.Rest, Name) != On
                ? state.Changed(Cell, cell => cell with { Rest = CellTags.With(cell.Rest, Name, On) })
                : state;
    }
}
