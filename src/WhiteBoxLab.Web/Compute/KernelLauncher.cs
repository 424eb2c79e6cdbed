using System.Runtime.CompilerServices;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Compute;

/// <summary>
/// Starts the kernels of notebooks: one for each, in the notebook's folder. Those that run cells at the same time share the machine's
/// threads.
/// </summary>
/// <param name="all">The kernels that a notebook can have, the default first; at least one.</param>
/// <param name="spares">Where kernels of the lab's own wait warm.</param>
/// <param name="source">Starts those that do not wait.</param>
/// <param name="log">Where their deaths are told with their last lines; null for nowhere.</param>
/// <param name="life">Says when the lab ends: then kernels may be gone before it ends them; null for never.</param>
public sealed class KernelLauncher(
    IReadOnlyList<KernelSpec> all,
    SpareKernels spares,
    IKernelSource source,
    ILogger<KernelLauncher>? log = null,
    IHostApplicationLifetime? life = null
) : IAsyncDisposable
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private readonly ConditionalWeakTable<IKernel, StrongBox<int>> told = []; // what is gone is forgotten
    private int active;

    /// <summary>The lab's own kernel alone.</summary>
    /// <param name="startIn">How to start one in a folder.</param>
    /// <param name="source">Starts it.</param>
    public KernelLauncher(Func<string, KernelStart> startIn, IKernelSource source)
        : this([new KernelSpec(KernelChoice.Own, KernelChoice.OwnTitle, startIn)], new SpareKernels(0, source), source) { }

    /// <summary>The kernels that a notebook can have, the default first.</summary>
    public IReadOnlyList<KernelSpec> All => all;

    /// <summary>Which limits they live under, for people; empty where nobody said.</summary>
    public string Limits => all.Count == 1 ? all[0].Limits : string.Join("; ", all.Select(kernel => $"{kernel.Title}: {kernel.Limits}"));

    /// <summary>The kernel of a name, or null where the lab has none.</summary>
    /// <param name="name">The name; null for the default.</param>
    public KernelSpec? Find(string? name) => name is null ? all[0] : all.FirstOrDefault(kernel => kernel.Name == name);

    /// <summary>Whether a notebook's kernel takes cells of a language. What one that is not the lab's own takes, it knows itself.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="language">The language.</param>
    public bool Take(NotebookState notebook, string language) =>
        Find(notebook.KernelName)?.Name != KernelChoice.Own || NotebookLanguage.IsTaken(language);

    /// <summary>Starts a kernel, or hands over one that waits warm.</summary>
    /// <param name="directory">The folder it works in.</param>
    /// <param name="name">Its name; null for the default.</param>
    /// <returns>The kernel; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">The lab has no such kernel, or there is no such program.</exception>
    public IKernel Start(string directory, string? name = null)
    {
        KernelSpec kind = Find(name)
            ?? throw new InvalidOperationException($"This notebook wants the kernel '{name}', which this lab does not have.");
        IKernel kernel = spares.Take(kind, directory) ?? source.Start(kind.StartIn(directory));
        _ = LogDeathAsync(kernel);
        if (kind.Name == KernelChoice.Own)
            _ = PrepareAsync(kind, directory, kernel);
        return kernel;
    }

    /// <summary>Ends the kernels that wait.</summary>
    public Task GiveUpSparesAsync() => spares.GiveUpAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => spares.DisposeAsync();

    private async Task LogDeathAsync(IKernel kernel)
    {
        if (await kernel.Death is { Asked: false } death && life?.ApplicationStopping.IsCancellationRequested is not true)
            log?.LogWarning("{Death}", death.Report);
    }

    // Not before the one that is needed now has settled, and none of what cannot be started.
    private async Task PrepareAsync(KernelSpec kind, string directory, IKernel first)
    {
        try
        {
            await first.Ready;
            await Task.Delay(Settled);
            spares.Prepare(kind, directory);
        }
        catch (InvalidOperationException) { }
    }

    /// <summary>
    /// What a notebook can have in the place of a kernel that did not start, in a sentence; empty where there is nothing else.
    /// </summary>
    /// <param name="name">The name of the kernel that did not start; null for the default.</param>
    public string Instead(string? name)
    {
        string[] others = [.. all.Where(kernel => kernel != Find(name)).Select(kernel => kernel.Title)];
        return others.Length == 0 ? "" : $"There is also {string.Join(", ", others)}: change the kernel at the top of the page.";
    }

    /// <summary>
    /// Runs a cell on a kernel's fair share of the threads: all of them, divided by the kernels that run a cell when it starts.
    /// </summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="run">Runs the cell.</param>
    /// <returns>How it ended.</returns>
    public async Task<CommandResult> ShareAsync(IKernel kernel, Func<Task<CommandResult>> run)
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
    private static bool Shares(KernelReady ready) =>
        ready.KernelInfos.Any(info => info.SupportedKernelCommands.Any(command => command.Name == nameof(ShareThreads)));
}
