using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>Passes what happens in runs on to the hub's clients, in order.</summary>
/// <param name="board">The runs.</param>
/// <param name="hub">The clients.</param>
/// <param name="artifacts">Where maps lie.</param>
public sealed class RunPushes(RunBoard board, IHubContext<LabHub, ILabClient> hub, IArtifactStore artifacts) : IHostedService
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The group of those who watch a run.</summary>
    /// <param name="run">The run's id.</param>
    internal static string GroupOf(string run) => $"run:{run}";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        board.Opened += Follow;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        board.Opened -= Follow;
        return Task.CompletedTask;
    }

    private void Follow(LiveRun run) => run.Changed += (state, e) => Push(hub.Clients.Group(GroupOf(state.Id)), state, e);

    // Sending is only queueing here, so order is kept; a client that is gone is no failure.
    private void Push(ILabClient clients, Run run, Event? e)
    {
        switch (e)
        {
            case MapProgressed step:
                _ = clients.MapProgressed(new PushedProgress(run.Id, step.Id, step.Method, step.Done, step.Total, step.Unit, step.SecondsLeft, PushOf(run.Id, step.Id, step.Partial)));
                break;
            case MapProduced made:
                _ = clients.MapProduced(PushOf(run.Id, made.Id, made.Map)!); // there is a map
                break;
            case MapFailed failed:
                _ = clients.MapFailed(new PushedFailure(run.Id, failed.Id, failed.Method, failed.Message, failed.Cancelled));
                break;
            case null when !run.IsGoing:
                _ = clients.RunCompleted(new PushedCompletion(run.Id, run.Plates.Count(plate => plate.Status is PlateStatus.Done), run.Halted));
                break;
        }
    }

    private PushedMap? PushOf(string run, string plate, MapArtifact? map) => map is null ? null : PushOf(run, plate, map, artifacts);

    /// <summary>A map as it is pushed.</summary>
    /// <param name="run">The run's id, or the notebook's path.</param>
    /// <param name="plate">The map's id.</param>
    /// <param name="map">The map.</param>
    /// <param name="artifacts">Where its values lie.</param>
    internal static PushedMap PushOf(string run, string plate, MapArtifact map, IArtifactStore artifacts) => new(
        run, plate, map.Method, map.Label, map.Target, map.Probability, map.Height, map.Width,
        Npy.ValuesOf(artifacts, map.Map), JsonSerializer.Serialize(map, Json));
}
