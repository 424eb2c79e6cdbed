namespace WhiteBoxLab.Web.Notebooks.Session;

/// <summary>Who looks at an open notebook: pages and programs, counted, and since when nobody does. Safe for any thread.</summary>
/// <param name="time">The clock.</param>
public sealed class SessionViews(TimeProvider time)
{
    private readonly Lock gate = new();
    private int views;
    private long used = time.GetTimestamp();

    /// <summary>Begins to look.</summary>
    /// <returns>Disposed, looks no longer.</returns>
    public IDisposable Begin()
    {
        lock (gate)
            views++;
        return new View(this);
    }

    /// <summary>Somebody asked for it.</summary>
    public void Touch()
    {
        lock (gate)
            used = time.GetTimestamp();
    }

    /// <summary>Whether nobody has looked at it or asked for it for so long.</summary>
    /// <param name="stay">How long.</param>
    public bool AreOver(TimeSpan stay)
    {
        lock (gate)
            return views == 0 && time.GetElapsedTime(used) > stay;
    }

    private void End()
    {
        lock (gate)
            (views, used) = (views - 1, time.GetTimestamp());
    }

    private sealed class View(SessionViews all) : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
                all.End();
        }
    }
}
