using System.Collections.Immutable;

namespace WhiteBoxLab.Web.Cluster;

/// <summary>Who watches a grain. Whoever has not said so for a minute is forgotten.</summary>
/// <typeparam name="T">What is told.</typeparam>
/// <param name="time">The clock.</param>
internal sealed class Watchers<T>(TimeProvider time)
    where T : IGrainObserver
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);
    private ImmutableDictionary<T, long> all = ImmutableDictionary<T, long>.Empty;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => all.IsEmpty;

    /// <summary>One watches, or goes on watching.</summary>
    /// <param name="watcher">Who.</param>
    public void Keep(T watcher) => all = all.SetItem(watcher, time.GetTimestamp());

    /// <summary>One watches no longer.</summary>
    /// <param name="watcher">Who.</param>
    public void Drop(T watcher) => all = all.Remove(watcher);

    /// <summary>Nobody watches any longer.</summary>
    public void Clear() => all = all.Clear();

    /// <summary>Forgets those who are silent.</summary>
    public void Forget() => all = all.RemoveRange(all.Where(one => time.GetElapsedTime(one.Value) > Forgotten).Select(one => one.Key));

    /// <summary>Tells all, on whatever thread it happened, in order.</summary>
    /// <param name="what">What.</param>
    public void Tell(Func<T, Task> what)
    {
        foreach (T watcher in all.Keys)
            what(watcher).Ignore();
    }
}
