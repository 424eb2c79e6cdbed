using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>A run with the work behind it: it goes on whether or not anybody looks, and tells whoever does.</summary>
/// <param name="run">The run as it stands.</param>
/// <param name="kernel">Makes the maps.</param>
/// <param name="artifacts">Where photos are kept.</param>
/// <param name="store">Where the run is kept.</param>
/// <param name="time">The clock.</param>
public sealed class LiveRun(Run run, ExplorerKernel kernel, IArtifactStore artifacts, RunStore store, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Batch> batches = [];
    private readonly long began = time.GetTimestamp();
    private readonly double earlier = run.Maps.Max(map => map.EndedAfter) ?? 0;
    private readonly Guid epoch = Guid.NewGuid();
    private Run state = run;
    private long number;
    private int kept;
    private bool over;

    /// <summary>The run as it stands.</summary>
    public RunSnapshot Now
    {
        get
        {
            lock (gate)
                return new RunSnapshot(epoch, number, state, Seconds);
        }
    }

    /// <summary>Raised after each change, in order; watchers only take note.</summary>
    public event Action<RunNews>? Happened;

    // Since its begin, without the time it stood still.
    private double Seconds => earlier + time.GetElapsedTime(began).TotalSeconds;

    /// <summary>Makes what is queued and not asked for yet: in one command, so that methods that need the same passes share them.</summary>
    public void Go()
    {
        lock (gate)
        {
            RunMap[] waiting = [.. state.Maps.Where(map => map.Status is RunMapStatus.Queued && !IsAsked(map))];
            if (waiting.Length == 0 || over)
                return;
            Batch batch = new(Wire.NewToken(), [.. waiting.Select(map => map.Id)], new CancellationTokenSource());
            batches.Add(batch);
            _ = Task.Run(() => WorkAsync(batch, waiting));
        }
    }

    private bool IsAsked(RunMap map) => batches.Any(batch => batch.Ids.Contains(map.Id));

    /// <summary>Makes maps that were stopped or have failed, again.</summary>
    /// <param name="id">One of them, or null for all that were stopped.</param>
    public void GoOn(string? id = null)
    {
        Change(state =>
            (state with { Halted = null }).With(
                map =>
                    id is null
                        ? map.Status is RunMapStatus.Stopped or RunMapStatus.Running
                        : map.Id == id && map.Status is not RunMapStatus.Done,
                map => map with { Status = RunMapStatus.Queued, Message = null, Done = 0, SecondsLeft = null }
            )
        );
        Go();
    }

    /// <summary>Stops one map, or everything that is running or queued; a queued one is taken off the page.</summary>
    /// <param name="id">The map, or null for all.</param>
    public void Cancel(string? id)
    {
        if (id is null)
            CancelAll();
        else
            CancelOne(id);
    }

    /// <summary>Lets the run go as it stands: nothing more is made, kept or told by this owner.</summary>
    public void Dispose()
    {
        lock (gate)
            over = true;
        foreach (Batch batch in AtWork())
            batch.Stop.Cancel();
    }

    private void CancelAll()
    {
        Change(state => state.With(map => map.Status is RunMapStatus.Queued, map => map with { Status = RunMapStatus.Stopped }));
        foreach (Batch batch in AtWork())
            batch.Stop.Cancel();
    }

    private void CancelOne(string id)
    {
        Change(state => state with { Maps = [.. state.Maps.Where(map => map.Id != id || map.Status is RunMapStatus.Running)] });
        if (BatchOf(id) is { } batch)
            _ = kernel.SteerAsync(new CancelMap(batch.Token, id));
    }

    /// <summary>Takes a finished map off the page.</summary>
    /// <param name="id">The map.</param>
    public void Remove(string id) =>
        Change(state => state with { Maps = [.. state.Maps.Where(map => map.Id != id || map.Status is RunMapStatus.Running)] });

    /// <summary>Makes one queued map the next; the kernel tells the new order.</summary>
    /// <param name="id">The map.</param>
    public void RunNext(string id)
    {
        if (BatchOf(id) is { } batch)
            _ = kernel.SteerAsync(new HastenMap(batch.Token, id));
    }

    /// <summary>Adds a map, or replaces one by the same method with other options.</summary>
    /// <param name="map">The map, queued.</param>
    /// <param name="inPlaceOf">The id of the map it replaces, or null.</param>
    public void Add(RunMap map, string? inPlaceOf = null)
    {
        Change(state =>
            inPlaceOf is null || state.Find(inPlaceOf) is null
                ? state with
                {
                    Maps = [.. state.Maps, map],
                }
                : state.With(inPlaceOf, _ => map)
        );
        Go();
    }

    private async Task WorkAsync(Batch batch, IReadOnlyList<RunMap> maps)
    {
        CommandResult result = await ExplainAsync(batch, maps);
        lock (gate)
            batches.Remove(batch);
        batch.Stop.Dispose();
        Change(state => Halted(Settled(state, batch.Ids, result), result.Death));
    }

    private async Task<CommandResult> ExplainAsync(Batch batch, IReadOnlyList<RunMap> maps)
    {
        try
        {
            Run asked = Now.Run;
            MethodChoice[] choices = [.. maps.Select(map => new MethodChoice(map.Id, map.Method, map.Options))];
            Explain command = new(asked.Photo.ForKernel(artifacts), asked.Network, asked.Target, choices, asked.Seed)
            {
                OfProbability = asked.OfProbability,
            };
            return await kernel.ExplainAsync(command, batch.Token, Take, batch.Stop.Token);
        }
        catch (Exception problem) when (problem is PhotoRefusedException or KernelRefusedException)
        {
            return new CommandResult(false, problem.Message);
        }
        catch (OperationCanceledException)
        {
            return new CommandResult(false, CommandFailed.Cancelled);
        }
    }

    private void Take(Event e) => Change(state => RunEvents.Apply(state, e, Seconds), e);

    // A command may end without a word about its maps: then they are as the command.
    private Run Settled(Run state, IReadOnlyList<string> ids, CommandResult result) =>
        state.With(
            map => ids.Contains(map.Id) && !map.IsOver,
            map =>
                map with
                {
                    Status = result.Cancelled || result.Death is not null ? RunMapStatus.Stopped : RunMapStatus.Failed,
                    Message = result.Message,
                    SecondsLeft = null,
                    EndedAfter = Seconds,
                }
        );

    // What waits for another command waits in vain.
    private static Run Halted(Run state, KernelDeath? death) => death is null ? state : state.Stopped(Sentence(state, death));

    private static string Sentence(Run state, KernelDeath death)
    {
        int there = state.Maps.Count(map => map.Status is RunMapStatus.Done);
        return $"The kernel ended (code {death.ExitCode}). "
            + $"{(there == 0 ? "No map was ready yet" : $"{Words.Count(there, "map")} {(there == 1 ? "is" : "are")} kept")}.";
    }

    private void Change(Func<Run, Run> change, Event? because = null)
    {
        lock (gate)
        {
            if (over)
                return;
            (state, number) = (change(state), number + 1);
            if (because is not MapProgressed)
                Keep();
            Happened?.Invoke(new RunNews(Now, because));
        }
    }

    // Only what is worth a file: maps that are ready or will not come, and the begin.
    private void Keep()
    {
        int now = state.Maps.Count(map => map.IsOver);
        if (now == kept && now > 0 && state.IsGoing)
            return;
        kept = now;
        store.Save(state);
    }

    private List<Batch> AtWork()
    {
        lock (gate)
            return [.. batches];
    }

    private Batch? BatchOf(string id) => AtWork().FirstOrDefault(batch => batch.Ids.Contains(id));

    // Maps that were asked for together.
    private sealed record Batch(string Token, IReadOnlyList<string> Ids, CancellationTokenSource Stop);
}
