using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>What an event of a kernel makes of a run.</summary>
public static class RunEvents
{
    /// <summary>The run after an event; the same run when the event says nothing about it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="e">What happened.</param>
    /// <param name="seconds">When, in seconds from the run's begin.</param>
    public static Run Apply(Run run, Event e, double seconds) =>
        e switch
        {
            MapsQueued queue => Queued(run, queue),
            MapBegun begun => run.With(begun.Id, map =>
                map.Status is RunMapStatus.Queued ? map with { Status = RunMapStatus.Running, BeganAfter = seconds } : map
            ),
            MapProgressed step => run.With(step.Id, map => map.IsOver ? map : Progressed(map, step)),
            MapProduced made => run.With(made.Id, map =>
                map with
                {
                    Status = RunMapStatus.Done,
                    Artifact = made.Map,
                    SecondsLeft = null,
                    EndedAfter = seconds,
                    Message = null,
                }
            ),
            MapFailed failed => run.With(failed.Id, map => Failed(map, failed, seconds)),
            _ => run,
        };

    // The places of the maps that are told are shared out among them anew; all others stay where they are.
    private static Run Queued(Run run, MapsQueued queue)
    {
        RunMap[] told = [.. queue.Maps.SelectMany(queued => run.Maps.Where(map => map.Id == queued.Id).Select(map => Priced(map, queued)))];
        Queue<RunMap> next = new(told);
        return run with { Maps = [.. run.Maps.Select(map => told.Any(one => one.Id == map.Id) ? next.Dequeue() : map)] };
    }

    private static RunMap Priced(RunMap map, QueuedMap queued) => map with { Cost = new PassEstimate(queued.Forwards, queued.Backwards) };

    private static RunMap Progressed(RunMap map, MapProgressed step) =>
        map with
        {
            Done = step.Done,
            Total = step.Total,
            Unit = step.Unit,
            SecondsLeft = step.SecondsLeft,
            Artifact = step.Partial ?? map.Artifact,
        };

    private static RunMap Failed(RunMap map, MapFailed failed, double seconds) =>
        map with
        {
            Status = failed.Cancelled ? RunMapStatus.Stopped : RunMapStatus.Failed,
            Message = failed.Message,
            Done = Math.Max(failed.Done, map.Done),
            Total = Math.Max(failed.Total, map.Total),
            SecondsLeft = null,
            EndedAfter = seconds,
        };
}
