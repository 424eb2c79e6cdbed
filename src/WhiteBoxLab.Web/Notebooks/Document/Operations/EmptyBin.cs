namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>The deleted cells are gone for good.</summary>
    public sealed record EmptyBin : NotebookOperation
    {
        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) => state.Bin.IsEmpty ? state : state.Next() with { Bin = [] };
    }
}
