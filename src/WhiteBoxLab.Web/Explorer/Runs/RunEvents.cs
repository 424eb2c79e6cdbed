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
            MapBegun begun => run.With(begun.Id, plate =>
                plate.Status is RunMapStatus.Queued ? plate with { Status = RunMapStatus.Running, BeganAfter = seconds } : plate
            ),
            MapProgressed step => run.With(step.Id, plate => plate.IsOver ? plate : Progressed(plate, step)),
            MapProduced made => run.With(made.Id, plate =>
                plate with
                {
                    Status = RunMapStatus.Done,
                    Map = made.Map,
                    SecondsLeft = null,
                    EndedAfter = seconds,
                    Message = null,
                }
            ),
            MapFailed failed => run.With(failed.Id, plate => Failed(plate, failed, seconds)),
            _ => run,
        };

    // The places of the maps that are told are shared out among them anew; all others stay where they are.
    private static Run Queued(Run run, MapsQueued queue)
    {
        RunMap[] told = [.. queue.Maps.SelectMany(map => run.Maps.Where(plate => plate.Id == map.Id).Select(plate => Priced(plate, map)))];
        Queue<RunMap> next = new(told);
        return run with { Maps = [.. run.Maps.Select(plate => told.Any(one => one.Id == plate.Id) ? next.Dequeue() : plate)] };
    }

    private static RunMap Priced(RunMap plate, QueuedMap map) => plate with { Cost = new PassEstimate(map.Forwards, map.Backwards) };

    private static RunMap Progressed(RunMap plate, MapProgressed step) =>
        plate with
        {
            Done = step.Done,
            Total = step.Total,
            Unit = step.Unit,
            SecondsLeft = step.SecondsLeft,
            Map = step.Partial ?? plate.Map,
        };

    private static RunMap Failed(RunMap plate, MapFailed failed, double seconds) =>
        plate with
        {
            Status = failed.Cancelled ? RunMapStatus.Stopped : RunMapStatus.Failed,
            Message = failed.Message,
            Done = Math.Max(failed.Done, plate.Done),
            Total = Math.Max(failed.Total, plate.Total),
            SecondsLeft = null,
            EndedAfter = seconds,
        };
}
