namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Whoever watches missed something and has the whole notebook anew: anything may have changed.</summary>
    public sealed record Refreshed : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state;
    }
}
