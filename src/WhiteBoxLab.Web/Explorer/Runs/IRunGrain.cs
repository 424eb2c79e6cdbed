using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>
/// A run in use, addressed by its id. Wherever in the cluster it lives, there is one, and it alone makes and keeps its maps.
/// </summary>
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Takes a new run, which waits for <see cref="GoAsync"/>.</summary>
    /// <param name="run">The run.</param>
    Task TakeAsync(RunState run);

    /// <summary>The run as it stands.</summary>
    /// <returns>The run; null when there is none of this id.</returns>
    Task<RunSnapshot?> LookAsync();

    /// <summary>Watches the run, or goes on watching.</summary>
    /// <param name="watcher">Told what happens.</param>
    /// <returns>The run as it stands; null when there is none of this id.</returns>
    Task<RunSnapshot?> WatchAsync(IRunWatcher watcher);

    /// <summary>Watches no longer.</summary>
    /// <param name="watcher">Who.</param>
    Task LeaveAsync(IRunWatcher watcher);

    /// <summary>Makes what is queued and not asked for yet.</summary>
    Task GoAsync();

    /// <summary>Makes maps that were stopped or have failed, again.</summary>
    /// <param name="mapId">One of them, or null for all that were stopped.</param>
    Task GoOnAsync(string? mapId);

    /// <summary>Stops maps.</summary>
    /// <param name="mapId">One of them, or null for everything that is running or queued.</param>
    Task CancelAsync(string? mapId);

    /// <summary>Takes a finished map off the page.</summary>
    /// <param name="mapId">The map.</param>
    Task RemoveAsync(string mapId);

    /// <summary>Makes one queued map the next.</summary>
    /// <param name="mapId">The map.</param>
    Task RunNextAsync(string mapId);

    /// <summary>Adds a map, or replaces one by the same method with other options.</summary>
    /// <param name="added">The map, queued.</param>
    /// <param name="inPlaceOf">The id of the map it replaces, or null.</param>
    Task AddAsync(AddedMap added, string? inPlaceOf);
}

/// <summary>Who watches a run: a page, or the hub's pushes.</summary>
public interface IRunWatcher : IGrainObserver
{
    /// <summary>Something happened.</summary>
    /// <param name="news">What.</param>
    [Orleans.Concurrency.OneWay]
    Task HappenedAsync(RunNews news);
}

/// <summary>A run on its way to its grain.</summary>
/// <param name="Run">The run.</param>
[GenerateSerializer, Immutable]
public sealed record RunState([property: Id(0)] Run Run);

/// <summary>A map on its way to a run.</summary>
/// <param name="Map">The map, queued.</param>
[GenerateSerializer, Immutable]
public sealed record AddedMap([property: Id(0)] RunMap Map);

/// <summary>A run at a moment.</summary>
/// <param name="Epoch">Which owner has it: numbers mean nothing across two of them.</param>
/// <param name="Number">The number of the latest change.</param>
/// <param name="Run">The run.</param>
/// <param name="Seconds">Seconds since its begin, without the time it stood still.</param>
[GenerateSerializer, Immutable]
public sealed record RunSnapshot(
    [property: Id(0)] Guid Epoch,
    [property: Id(1)] long Number,
    [property: Id(2)] Run Run,
    [property: Id(3)] double Seconds
)
{
    /// <summary>Whether it says more than another.</summary>
    /// <param name="other">The other one.</param>
    public bool IsAfter(RunSnapshot other) => Epoch != other.Epoch || Number > other.Number;
}

/// <summary>Something that happened in a run.</summary>
/// <param name="Now">The run after it.</param>
/// <param name="Because">What the kernel said, where it was the kernel.</param>
[GenerateSerializer, Immutable]
public sealed record RunNews([property: Id(0)] RunSnapshot Now, [property: Id(1)] Event? Because);
