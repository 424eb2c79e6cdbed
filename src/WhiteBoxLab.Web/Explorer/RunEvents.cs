using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>What an event of a kernel makes of a run.</summary>
public static class RunEvents
{
    /// <summary>The run after an event; the same run when the event says nothing about it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="e">What happened.</param>
    /// <param name="seconds">When, in seconds from the run's begin.</param>
    public static Run Apply(Run run, Event e, double seconds) => e switch
    {
        MapsQueued queue => Queued(run, queue),
        MapBegun begun => run.With(begun.Id, plate => plate.Status is PlateStatus.Queued ? plate with { Status = PlateStatus.Running, BeganAfter = seconds } : plate),
        MapProgressed step => run.With(step.Id, plate => plate.IsOver ? plate : Progressed(plate, step)),
        MapProduced made => run.With(made.Id, plate => plate with { Status = PlateStatus.Done, Map = made.Map, SecondsLeft = null, EndedAfter = seconds, Message = null }),
        MapFailed failed => run.With(failed.Id, plate => Failed(plate, failed, seconds)),
        _ => run,
    };

    // The places of the maps that are told are shared out among them anew; all others stay where they are.
    private static Run Queued(Run run, MapsQueued queue)
    {
        Plate[] told = [.. queue.Maps.SelectMany(map => run.Plates.Where(plate => plate.Id == map.Id).Select(plate => Priced(plate, map)))];
        var next = new Queue<Plate>(told);
        return run with { Plates = [.. run.Plates.Select(plate => told.Any(one => one.Id == plate.Id) ? next.Dequeue() : plate)] };
    }

    private static Plate Priced(Plate plate, QueuedMap map) => plate with { Cost = new PassEstimate(map.Forwards, map.Backwards) };

    private static Plate Progressed(Plate plate, MapProgressed step)
        => plate with { Done = step.Done, Total = step.Total, Unit = step.Unit, SecondsLeft = step.SecondsLeft, Map = step.Partial ?? plate.Map };

    private static Plate Failed(Plate plate, MapFailed failed, double seconds) => plate with
    {
        Status = failed.Cancelled ? PlateStatus.Stopped : PlateStatus.Failed,
        Message = failed.Message,
        Done = Math.Max(failed.Done, plate.Done),
        Total = Math.Max(failed.Total, plate.Total),
        SecondsLeft = null,
        EndedAfter = seconds,
    };
}
