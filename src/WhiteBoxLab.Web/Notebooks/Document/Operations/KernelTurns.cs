using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>The kernel changes.</summary>
    /// <param name="State">What it does now.</param>
    public sealed record KernelTurns(KernelState State) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state with
            {
                Kernel = State,
                KernelRun = state.KernelRun + (State is KernelState.Starting ? 1 : 0),
                Stopped = State is KernelState.Starting ? null : state.Stopped,
            };
    }
}
