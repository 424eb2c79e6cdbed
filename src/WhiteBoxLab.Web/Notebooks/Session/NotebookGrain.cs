using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Placement;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Cluster;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Notebooks.Session;

/// <summary>
/// The place of a <see cref="LiveNotebook"/> in the cluster: in the process that asked first. It stays while somebody watches or its kernel
/// lives.
/// </summary>
/// <param name="files">The notebooks on disk.</param>
/// <param name="folder">What belongs to them and not into their files.</param>
/// <param name="kernels">Starts kernels.</param>
/// <param name="settings">The lab's settings, of which <see cref="LabSettings.IdleKernelMinutes"/> matters here.</param>
/// <param name="time">The clock.</param>
[Reentrant, PreferLocalPlacement]
public sealed class NotebookGrain(
    NotebookFiles files,
    NotebookFolder folder,
    KernelLauncher kernels,
    LabSettings settings,
    TimeProvider time
) : Grain, INotebookGrain
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2),
        Stay = TimeSpan.FromMinutes(30);
    private readonly Watchers<INotebookWatcher> watchers = new(time);
    private Task<LiveNotebook?>? opening;
    private LiveNotebook? live;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(LookAsync, Often, Often);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref live, null) is { } open)
            await open.DisposeAsync();
    }

    /// <inheritdoc/>
    public async Task<NotebookSnapshot> WatchAsync(INotebookWatcher watcher, NotebookPosition? known)
    {
        try
        {
            if (await (opening ??= OpenAsync()) is not { } notebook)
                return Closed(new NotebookSnapshot(null, null, Missing: true));
            watchers.Keep(watcher);
            (NotebookState state, NotebookPosition place) = notebook.Now;
            return new NotebookSnapshot(place, place == known ? null : state);
        }
        catch (Exception problem) when (problem is NotebookUnreadableException or IOException or UnauthorizedAccessException)
        {
            return Closed(new NotebookSnapshot(null, null, problem.Message));
        }
    }

    /// <inheritdoc/>
    public Task LeaveAsync(INotebookWatcher watcher)
    {
        watchers.Drop(watcher);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<NotebookReceipt> DoAsync(NotebookWish wish)
    {
        if (live is not { } notebook)
            return new NotebookReceipt(0, "The notebook is closed. Open it again.");
        try
        {
            return new NotebookReceipt(await notebook.DoAsync(wish.Operation, wish.Id), null);
        }
        catch (IOException problem)
        {
            return new NotebookReceipt(0, $"The last change is not on disk: {DiskWords.Of(problem)}");
        }
    }

    /// <inheritdoc/>
    public Task RunAsync(ImmutableList<string> cells)
    {
        live?.Run(cells);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync()
    {
        live?.Stop();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AnswerAsync(string line) => live?.AnswerAsync(line) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task RestartAsync() => live?.RestartAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task ChangeKernelAsync(string name) => live?.ChangeKernelAsync(name) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task WarmAsync() => live?.WarmAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task TrustAsync()
    {
        live?.Trust();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SaveAsync(bool over) => (over ? live?.OverwriteAsync() : live?.SaveAsync()) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<NotebookAnswer> AskAsync(NotebookQuestion question, CancellationToken cancellationToken)
    {
        if (live is not { } notebook)
            return new NotebookAnswer([], new CommandResult(false, "The notebook is closed. Open it again."));
        ImmutableList<Event> events = [];
        CommandResult result = await notebook.AskAsync(question.Command, e => events = events.Add(e), cancellationToken);
        return new NotebookAnswer(events, result);
    }

    /// <inheritdoc/>
    public async Task<string?> CloseAsync(string sentence)
    {
        if (live is not { } notebook)
            return null;
        if (notebook.State.Running is not null)
            return "A cell is running. Stop it first.";
        await notebook.SaveAsync();
        if (notebook.State.Unsaved > 0)
            return $"Not everything is on disk yet. {notebook.State.SaveProblem}".TrimEnd();
        await notebook.DoAsync(new NotebookOperation.Tell(sentence));
        (live, opening) = (null, null);
        watchers.Clear();
        await notebook.DisposeAsync();
        DeactivateOnIdle();
        return null;
    }

    private async Task<LiveNotebook?> OpenAsync()
    {
        string file = this.GetPrimaryKeyString();
        CellRunner runner = new(kernels, Path.GetDirectoryName(file)!); // a file lies in a folder
        live = await LiveNotebook.OpenAsync(files.PathOf(file), file, runner, folder, time);
        if (live is not { } notebook)
            return null;
        notebook.Happened += news => watchers.Tell(watcher => watcher.HappenedAsync(news));
        notebook.MapMade += made => watchers.Tell(watcher => watcher.MapMadeAsync(new NotebookMap(made)));
        return notebook;
    }

    private NotebookSnapshot Closed(NotebookSnapshot answer)
    {
        opening = null; // readable another time, perhaps
        DeactivateOnIdle();
        return answer;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        watchers.Forget();
        if (live is not { } notebook)
            return;
        bool isShort = MachineMemory.IsShort;
        if (isShort)
            await kernels.GiveUpSparesAsync();
        await notebook.LookAsync(IdleRule.Of(settings.IdleKernelMinutes, !watchers.IsEmpty, isShort));
        await notebook.LookAtDiskAsync();
        if (notebook.State.Kernel is not KernelState.Gone)
            DelayDeactivation(Stay);
    }
}
