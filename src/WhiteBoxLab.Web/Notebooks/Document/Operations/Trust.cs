namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Somebody says that a notebook from elsewhere may run here.</summary>
    public sealed record Trust : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state with { Foreign = false, Notice = null };
    }
}
