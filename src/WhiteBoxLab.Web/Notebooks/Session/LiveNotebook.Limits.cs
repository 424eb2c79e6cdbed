using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Session;

// What the kernel takes on disk.
public sealed partial class LiveNotebook
{
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(30);
    private long measured;

    /// <summary>
    /// Stops the cell that runs, or else ends the kernel, where what kernels made for the folder takes more than it may. It is looked at
    /// every half minute.
    /// </summary>
    public async Task LookAtDiskAsync()
    {
        if (State.Kernel is KernelState.Gone or KernelState.Starting || (measured != 0 && time.GetElapsedTime(measured) < Seldom))
            return;
        measured = time.GetTimestamp();
        string? name = State.KernelName;
        if (await Task.Run(() => kernel.Excess(name)) is not { } sentence)
            return;
        if (State.Running is not null)
            Stop();
        else
            EndKernel();
        Do(new NotebookOperation.Tell(sentence));
    }

    private void EndKernel()
    {
        Do(new NotebookOperation.KernelTurns(KernelState.Gone));
        kernel.Replace();
    }
}
