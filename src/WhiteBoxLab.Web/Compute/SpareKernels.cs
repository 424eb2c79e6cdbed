using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Compute;

/// <summary>
/// Warm kernels that wait for the next notebook of a folder, or for one whose kernel was ended, so that nobody waits for a start. One for
/// each of the folders used last.
/// </summary>
/// <param name="most">How many may wait at once; none is allowed.</param>
/// <param name="source">Starts them.</param>
public sealed class SpareKernels(int most, IKernelSource source) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<Spare> waiting = [];
    private bool over;

    private sealed record Spare(KernelSpec Kind, string Directory, IKernel Kernel);

    /// <summary>Takes the one that waits.</summary>
    /// <param name="kind">Which kernel it has to be.</param>
    /// <param name="directory">The folder it has to work in.</param>
    /// <returns>The kernel, which the caller disposes; null where none waits, or it has died.</returns>
    public IKernel? Take(KernelSpec kind, string directory)
    {
        lock (gate)
        {
            if (waiting.Find(spare => spare.Kind == kind && spare.Directory == directory) is not { } found)
                return null;
            waiting.Remove(found);
            if (!found.Kernel.Death.IsCompleted)
                return found.Kernel;
            _ = EndAsync([found]);
            return null;
        }
    }

    /// <summary>
    /// Starts one where none waits for the folder. Where too many wait, the oldest ends; where the machine's memory runs short, none is
    /// started.
    /// </summary>
    /// <param name="kind">Which kernel.</param>
    /// <param name="directory">The folder it works in.</param>
    public void Prepare(KernelSpec kind, string directory)
    {
        ArgumentNullException.ThrowIfNull(kind);
        List<Spare> old;
        lock (gate)
        {
            old = waiting.FindAll(spare => spare.Kernel.Death.IsCompleted);
            waiting.RemoveAll(old.Contains);
            if (over || most < 1 || MachineMemory.IsShort || waiting.Exists(spare => spare.Kind == kind && spare.Directory == directory))
                return;
            waiting.Add(new Spare(kind, directory, source.Start(kind.StartIn(directory))));
            if (waiting.Count > most)
                old.AddRange(waiting[..^most]);
            waiting.RemoveAll(old.Contains);
        }
        _ = EndAsync(old);
    }

    /// <summary>Ends those that wait.</summary>
    public Task GiveUpAsync()
    {
        List<Spare> all;
        lock (gate)
        {
            all = [.. waiting];
            waiting.Clear();
        }
        return EndAsync(all);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
            over = true;
        await GiveUpAsync();
    }

    private static async Task EndAsync(List<Spare> spares)
    {
        foreach (Spare spare in spares)
        {
            spare.Kernel.Kill();
            await spare.Kernel.DisposeAsync();
        }
    }
}
