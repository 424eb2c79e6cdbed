namespace WhiteBoxLab.Protocol;

// A command on its way: who wants its events, and who waits for its end.
internal sealed class PendingCommand(Action<Event>? onEvent, bool matchLoosely)
{
    // an id that an update may have, and the one that its value was shown under
    private readonly Dictionary<string, string> shown = new(StringComparer.Ordinal);
    private string? last;

    private readonly TaskCompletionSource<CommandResult> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<CommandResult> End => end.Task;

    public void Take(EventEnvelope envelope, bool own)
    {
        try
        {
            onEvent?.Invoke(matchLoosely ? Matched(envelope.Event) : envelope.Event);
        }
        finally
        {
            if (own && envelope.Event is CommandSucceeded done)
                end.TrySetResult(new CommandResult(true, null, done.ExecutionOrder));
            else if (own && envelope.Event is CommandFailed failed)
                end.TrySetResult(new CommandResult(false, failed.Message, failed.ExecutionOrder));
        }
    }

    // .NET Interactive updates under other ids than it showed under: the first such id means what was shown last, and does so from then on.
    private Event Matched(Event one)
    {
        if (one is DisplayedValueProduced { ValueId: { } id })
            shown[id] = last = id;
        if (one is not DisplayedValueUpdated update || last is null)
            return one;
        string key = update.ValueId ?? "";
        if (!shown.TryGetValue(key, out string? target))
            shown[key] = target = last;
        return update with { ValueId = target };
    }
}
