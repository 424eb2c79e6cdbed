namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>The file is on disk.</summary>
    /// <param name="Revision">The revision that is.</param>
    public sealed record Saved(long Revision) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state with
            {
                SavedRevision = Math.Max(Revision, state.SavedRevision),
                SaveProblem = null,
            };
    }
}
