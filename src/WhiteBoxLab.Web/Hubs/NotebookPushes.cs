using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>Passes what happens in notebooks on to the hub's clients.</summary>
/// <param name="sessions">The open notebooks.</param>
/// <param name="hub">The clients.</param>
/// <param name="artifacts">Where maps lie.</param>
public sealed class NotebookPushes(NotebookSessions sessions, IHubContext<LabHub, ILabClient> hub, IArtifactStore artifacts) : IHostedService
{
    /// <summary>The group of those who watch a notebook.</summary>
    /// <param name="path">The notebook's path.</param>
    internal static string GroupOf(string path) => $"notebook:{path}";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        sessions.Opened += Follow;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        sessions.Opened -= Follow;
        return Task.CompletedTask;
    }

    private void Follow(NotebookSession session)
    {
        session.Changed += Push;
        session.MapMade += (state, made) => hub.Clients.Group(GroupOf(state.Path)).MapProduced(RunPushes.PushOf(state.Path, made.Id, made.Map, artifacts));
    }

    private void Push(NotebookState state, NotebookOperation operation)
    {
        string? id = operation switch
        {
            NotebookOperation.Begin begin => begin.Cell,
            NotebookOperation.Show show => show.Cell,
            NotebookOperation.End end => end.Cell,
            _ => null,
        };
        if (id is not null && state.Find(id) is { } cell)
        {
            var outputs = new JsonArray([.. cell.Outputs.Select(output => output.Json.DeepClone())]);
            _ = hub.Clients.Group(GroupOf(state.Path)).CellChanged(new PushedCell(state.Path, id, cell.Activity is not CellActivity.None, outputs.ToJsonString()));
        }
    }
}
