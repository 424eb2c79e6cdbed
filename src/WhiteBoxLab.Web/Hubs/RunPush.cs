using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>
/// Passes what happens in one run on to those who watch it: each map that ends, and the end. These are read from how the run stands and not
/// from what the kernel said, because a session that catches up skips what was said.
/// </summary>
internal sealed class RunPush : IAsyncDisposable
{
    private readonly RunSession session;
    private readonly ILabClient clients;
    private readonly IArtifactStore artifacts;
    private readonly PushQueue queue = new();
    private Run told;

    /// <summary>Begins.</summary>
    /// <param name="session">The run; disposed with this.</param>
    /// <param name="clients">Those who watch it.</param>
    /// <param name="artifacts">Where maps lie.</param>
    public RunPush(RunSession session, ILabClient clients, IArtifactStore artifacts)
    {
        (this.session, this.clients, this.artifacts) = (session, clients, artifacts);
        told = session.State;
        session.Changed += Queue;
    }

    /// <summary>The run as it stands.</summary>
    public Run State => session.State;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await queue.DisposeAsync();
    }

    private void Queue(Run run, Event? e)
    {
        Run before = told;
        told = run;
        if (e is MapProgressed step)
            queue.Add(() => clients.MapProgressed(ProgressOf(run, step)));
        foreach (RunMap map in run.Maps.Where(map => map.IsOver && !IsSame(map, before.Find(map.Id))))
            queue.Add(() => TellEndAsync(run, map));
        if (before.IsGoing && !run.IsGoing)
            queue.Add(() => clients.RunCompleted(CompletionOf(run)));
    }

    private static bool IsSame(RunMap map, RunMap? before) =>
        before is not null && (before.Status, before.EndedAfter) == (map.Status, map.EndedAfter);

    private Task TellEndAsync(Run run, RunMap map) =>
        map is { Status: RunMapStatus.Done, Artifact: { } made }
            ? clients.MapProduced(PushedMap.Of(run.Id, map.Id, made, artifacts))
            : clients.MapFailed(FailureOf(run, map));

    // What was taken off the queue has no message, and nobody stopped what ended with its kernel.
    private static PushedFailure FailureOf(Run run, RunMap map) =>
        new(
            run.Id,
            map.Id,
            map.Method,
            map.Message ?? run.Halted ?? "Stopped before it began.",
            map.Status is RunMapStatus.Stopped && run.Halted is null
        );

    private static PushedCompletion CompletionOf(Run run) =>
        new(run.Id, run.Maps.Count(map => map.Status is RunMapStatus.Done), run.Halted);

    private PushedProgress ProgressOf(Run run, MapProgressed step) =>
        new(run.Id, step.Id, step.Method, step.Done, step.Total, step.Unit, step.SecondsLeft, MapOf(run, step));

    private PushedMap? MapOf(Run run, MapProgressed step) => step.Partial is { } map ? PushedMap.Of(run.Id, step.Id, map, artifacts) : null;
}
