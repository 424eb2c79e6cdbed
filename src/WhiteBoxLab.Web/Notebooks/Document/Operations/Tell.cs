namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>Something to tell the visitor, or nothing more.</summary>
    /// <param name="Sentence">The sentence, or null.</param>
    public sealed record Tell(string? Sentence) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state with { Notice = Sentence };
    }
}
