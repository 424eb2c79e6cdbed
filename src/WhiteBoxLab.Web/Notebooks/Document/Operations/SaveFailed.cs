namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>The file could not be written.</summary>
    /// <param name="Sentence">Why.</param>
    public sealed record SaveFailed(string Sentence) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.SaveProblem == Sentence ? state : state with { SaveProblem = Sentence };
    }
}
