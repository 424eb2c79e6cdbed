using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Cluster;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>
/// A run as one page or the hub's pushes see it: a copy that follows the run's grain. It owns nothing; what is done through it is done by
/// the grain, and comes back as a change.
/// </summary>
public sealed class RunSession : IRunWatcher, IAsyncDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource gone = new();
    private readonly IRunGrain grain;
    private readonly IRunWatcher self;
    private readonly TimeProvider time;
    private RunSnapshot now;
    private long heard;

    private RunSession(IRunGrain grain, IGrainFactory grains, RunSnapshot first, TimeProvider time)
    {
        (this.grain, this.time, now, heard) = (grain, time, first, time.GetTimestamp());
        self = grains.CreateObjectReference<IRunWatcher>(this);
    }

    /// <summary>The run as it stands.</summary>
    public Run State => now.Run;

    /// <summary>Seconds since its begin, without the time it stood still.</summary>
    public double Seconds => now.Seconds + time.GetElapsedTime(heard).TotalSeconds;

    /// <summary>Raised after each change, in order, with what the kernel said where it was the kernel; watchers only take note.</summary>
    public event Action<Run, Event?>? Changed;

    /// <summary>Watches a run.</summary>
    /// <param name="grains">Finds its grain.</param>
    /// <param name="id">Its id.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The run; null when there is none of that id.</returns>
    public static async Task<RunSession?> OpenAsync(IGrainFactory grains, string id, TimeProvider time)
    {
        IRunGrain grain = grains.GetGrain<IRunGrain>(id);
        if (await Following.AskAsync(grain.LookAsync) is not { } first)
            return null;
        RunSession session = new(grain, grains, first, time);
        await session.CatchUpAsync();
        _ = Following.FollowAsync(Often, session.CatchUpAsync, session.gone.Token);
        return session;
    }

    /// <summary>Makes what is queued and not asked for yet: in one command, so that methods that need the same passes share them.</summary>
    public void Go() => grain.GoAsync().Ignore();

    /// <summary>Makes maps that were stopped or have failed, again.</summary>
    /// <param name="mapId">One of them, or null for all that were stopped.</param>
    public void GoOn(string? mapId = null) => grain.GoOnAsync(mapId).Ignore();

    /// <summary>Stops one map, or everything that is running or queued; a queued one is taken off the page.</summary>
    /// <param name="mapId">The map, or null for all.</param>
    public void Cancel(string? mapId = null) => grain.CancelAsync(mapId).Ignore();

    /// <summary>Takes a finished map off the page.</summary>
    /// <param name="mapId">The map.</param>
    public void Remove(string mapId) => grain.RemoveAsync(mapId).Ignore();

    /// <summary>Makes one queued map the next.</summary>
    /// <param name="mapId">The map.</param>
    public void RunNext(string mapId) => grain.RunNextAsync(mapId).Ignore();

    /// <summary>Adds a map, or replaces one by the same method with other options.</summary>
    /// <param name="map">The map, queued.</param>
    /// <param name="inPlaceOf">The id of the map it replaces, or null.</param>
    public void Add(RunMap map, string? inPlaceOf = null) => grain.AddAsync(new AddedMap(map), inPlaceOf).Ignore();

    /// <inheritdoc/>
    public Task HappenedAsync(RunNews news)
    {
        Put(news.Now, news.Because);
        return Task.CompletedTask;
    }

    /// <summary>Looks no longer; the run goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        Changed = null;
        await gone.CancelAsync();
        grain.LeaveAsync(self).Ignore();
    }

    private async Task CatchUpAsync()
    {
        if (await grain.WatchAsync(self) is { } snapshot)
            Put(snapshot, null);
    }

    private void Put(RunSnapshot next, Event? because)
    {
        lock (gate)
        {
            if (!next.IsAfter(now))
                return;
            (now, heard) = (next, time.GetTimestamp());
            Changed?.Invoke(next.Run, because); // inside, so that watchers see the states in order
        }
    }
}
