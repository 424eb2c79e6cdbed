using System.Runtime.CompilerServices;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>Starts the kernel of a notebook: a process for each, in the notebook's folder. Those that run cells at the same time share the machine's threads.</summary>
/// <param name="startIn">How to start one in a folder.</param>
/// <param name="limits">Which limits they live under, for people.</param>
public sealed class NotebookKernels(Func<string, KernelStart> startIn, string limits = "")
{
    private readonly ConditionalWeakTable<KernelProcess, StrongBox<int>> told = []; // what is gone is forgotten
    private int active;

    /// <summary>Which limits they live under, for people; empty where nobody said.</summary>
    public string Limits => limits;

    /// <summary>Starts a kernel.</summary>
    /// <param name="directory">The folder it works in.</param>
    /// <returns>The kernel; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">There is no such program.</exception>
    public KernelProcess Start(string directory) => KernelProcess.Start(startIn(directory));

    /// <summary>Runs a cell on a kernel's fair share of the threads: all of them, divided by the kernels that run a cell when it starts.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="run">Runs the cell.</param>
    /// <returns>How it ended.</returns>
    public async Task<CommandResult> ShareAsync(KernelProcess kernel, Func<Task<CommandResult>> run)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            int share = Math.Max(1, Environment.ProcessorCount / Interlocked.Increment(ref active));
            StrongBox<int> before = told.GetValue(kernel, _ => new StrongBox<int>(Environment.ProcessorCount));
            if (before.Value != share && kernel.Ready is { IsCompletedSuccessfully: true } ready && Shares(await ready))
                _ = kernel.RunAsync(new ShareThreads(share)); // it waits in the kernel before the cell
            before.Value = share;
            return await run();
        }
        finally
        {
            Interlocked.Decrement(ref active);
        }
    }

    // A foreign kernel knows nothing of shares.
    private static bool Shares(KernelReady ready) => ready.KernelInfos.Any(info => info.SupportedKernelCommands.Any(command => command.Name == nameof(ShareThreads)));
}
