using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>
    /// The notebook gets another kernel of the lab's list; its file says so. Done by the lab, which knows the list and then starts the
    /// kernel.
    /// </summary>
    /// <param name="Kernel">The kernel's name.</param>
    public sealed record ChangeKernel(string Kernel) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.KernelName == Kernel ? state : state.Next() with { Frame = KernelChoice.With(state.Frame, Kernel) };
    }
}
