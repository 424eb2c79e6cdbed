namespace WhiteBoxLab.Protocol;

// What a thread had so far of the machine's cores: how long it ran, how long it stood in the queue for one, and whether it runs or queues
// right now.
internal readonly record struct ThreadTurn(TimeSpan Ran, TimeSpan Queued, bool IsRunnable)
{
    // How much of a stretch of time it was given: it ran, or it slept by its own will. How long one that is runnable has queued is known
    // only when its turn comes.
    public TimeSpan GivenSince(ThreadTurn before, TimeSpan elapsed)
    {
        TimeSpan ran = Ran - before.Ran,
            unqueued = elapsed - (Queued - before.Queued);
        return IsRunnable || unqueued < ran ? ran : unqueued;
    }
}
