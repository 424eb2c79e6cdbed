using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>Passes what happens in one run on to those who watch it.</summary>
internal sealed class RunPush : IAsyncDisposable
{
    private readonly RunSession session;
    private readonly ILabClient clients;
    private readonly IArtifactStore artifacts;
    private readonly PushQueue queue = new();

    /// <summary>Begins.</summary>
    /// <param name="session">The run; disposed with this.</param>
    /// <param name="clients">Those who watch it.</param>
    /// <param name="artifacts">Where maps lie.</param>
    public RunPush(RunSession session, ILabClient clients, IArtifactStore artifacts)
    {
        (this.session, this.clients, this.artifacts) = (session, clients, artifacts);
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

    private void Queue(Run run, Event? e) => queue.Add(() => PushAsync(run, e));

    private Task PushAsync(Run run, Event? e) =>
        e switch
        {
            MapProgressed step => clients.MapProgressed(
                new PushedProgress(
                    run.Id,
                    step.Id,
                    step.Method,
                    step.Done,
                    step.Total,
                    step.Unit,
                    step.SecondsLeft,
                    MapOf(run, step.Id, step.Partial)
                )
            ),
            MapProduced made => clients.MapProduced(PushedMap.Of(run.Id, made.Id, made.Map, artifacts)),
            MapFailed failed => clients.MapFailed(new PushedFailure(run.Id, failed.Id, failed.Method, failed.Message, failed.Cancelled)),
            null when !run.IsGoing => clients.RunCompleted(
                new PushedCompletion(run.Id, run.Maps.Count(plate => plate.Status is RunMapStatus.Done), run.Halted)
            ),
            _ => Task.CompletedTask,
        };

    private PushedMap? MapOf(Run run, string plate, MapArtifact? map) => map is null ? null : PushedMap.Of(run.Id, plate, map, artifacts);
}
