namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>A running cell waits for a line, or no longer.</summary>
    /// <param name="Input">What it asks, or null.</param>
    public sealed record Asks(CellInput? Input) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state with { Asked = Input };
    }
}
