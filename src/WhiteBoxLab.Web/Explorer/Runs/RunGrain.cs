using Orleans.Concurrency;
using Orleans.Placement;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Cluster;
using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>The place of a <see cref="LiveRun"/> in the cluster: in the process that asked first. It stays while the run goes.</summary>
/// <param name="store">Where runs are kept.</param>
/// <param name="kernel">Makes the maps.</param>
/// <param name="artifacts">Where photos are kept.</param>
/// <param name="time">The clock.</param>
[Reentrant, PreferLocalPlacement]
public sealed class RunGrain(RunStore store, ExplorerKernel kernel, IArtifactStore artifacts, TimeProvider time)
    : Grain,
        IRunGrain,
        IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10),
        Stay = TimeSpan.FromMinutes(10);
    private readonly Watchers<IRunWatcher> watchers = new(time);
    private LiveRun? live;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (store.Load(this.GetPrimaryKeyString()) is { } run)
            Own(Woken(run));
        this.RegisterGrainTimer(Look, Often, Often);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => live?.Dispose();

    /// <inheritdoc/>
    public Task TakeAsync(RunState run)
    {
        store.Save(run.Run);
        Own(run.Run);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<RunSnapshot?> LookAsync()
    {
        if (live is null)
            DeactivateOnIdle();
        return Task.FromResult(live?.Now);
    }

    /// <inheritdoc/>
    public Task<RunSnapshot?> WatchAsync(IRunWatcher watcher)
    {
        watchers.Keep(watcher);
        return LookAsync();
    }

    /// <inheritdoc/>
    public Task LeaveAsync(IRunWatcher watcher) => Done(() => watchers.Drop(watcher));

    /// <inheritdoc/>
    public Task GoAsync() => Done(() => live?.Go());

    /// <inheritdoc/>
    public Task GoOnAsync(string? mapId) => Done(() => live?.GoOn(mapId));

    /// <inheritdoc/>
    public Task CancelAsync(string? mapId) => Done(() => live?.Cancel(mapId));

    /// <inheritdoc/>
    public Task RemoveAsync(string mapId) => Done(() => live?.Remove(mapId));

    /// <inheritdoc/>
    public Task RunNextAsync(string mapId) => Done(() => live?.RunNext(mapId));

    /// <inheritdoc/>
    public Task AddAsync(AddedMap added, string? inPlaceOf) => Done(() => live?.Add(added.Map, inPlaceOf));

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private void Own(Run run)
    {
        live = new LiveRun(run, kernel, artifacts, store, time);
        live.Happened += news => watchers.Tell(watcher => watcher.HappenedAsync(news));
    }

    // There is one owner. What is at work in the file and is only being fetched from there is at work no more.
    private static Run Woken(Run run) => run.IsGoing ? run.Stopped("The server ended while it made maps. Your run is kept.") : run;

    private Task Look(CancellationToken cancellationToken)
    {
        watchers.Forget();
        if (live is { Now.Run.IsGoing: true })
            DelayDeactivation(Stay);
        return Task.CompletedTask;
    }
}
