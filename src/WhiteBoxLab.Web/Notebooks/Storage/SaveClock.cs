namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// Says when to write a notebook: a second after its last change, and at the latest five seconds after the first that is not written.
/// </summary>
/// <param name="save">Writes.</param>
/// <param name="time">The clock.</param>
public sealed class SaveClock(Func<Task> save, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1),
        Longest = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private ITimer? timer;
    private long? first;

    /// <summary>Something changed.</summary>
    public void Soon()
    {
        lock (gate)
        {
            long now = time.GetTimestamp();
            first ??= now;
            TimeSpan left = Longest - time.GetElapsedTime(first.Value, now),
                wait = left < Calm ? left : Calm;
            timer ??= time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => timer?.Dispose();

    private void Ring()
    {
        lock (gate)
            first = null;
        _ = save();
    }
}
