namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A picture is attached to a cell of Markdown, which shows it as <c>attachment:NAME</c>.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Name">The name in the cell.</param>
    /// <param name="MimeType">Such as <c>image/png</c>.</param>
    /// <param name="Base64">The picture.</param>
    public sealed record Attach(string Cell, string Name, string MimeType, string Base64) : NotebookOperation
    {
        /// <inheritdoc/>
        public override string? Obstacle(NotebookState state) => state.NoCell(Cell) ?? CellObstacles.NoPicture(Name, Base64);

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state.Changed(Cell, cell => CellAttachments.Add(cell, this));
    }
}
