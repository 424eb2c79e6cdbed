using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>Passes what happens in notebooks that somebody watches on to the hub's clients, in order.</summary>
/// <param name="sessions">The open notebooks.</param>
/// <param name="audience">The clients.</param>
/// <param name="artifacts">Where maps lie.</param>
public sealed class NotebookPushes(NotebookSessions sessions, HubAudience audience, IArtifactStore artifacts)
    : IHostedService,
        IAsyncDisposable
{
    private readonly PushQueue queue = new();

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

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => queue.DisposeAsync();

    private void Follow(NotebookSession session)
    {
        session.Changed += Push;
        session.MapMade += Push;
    }

    private void Push(NotebookState state, MapProduced made) =>
        Add(state.Path, clients => clients.MapProduced(PushedMap.Of(state.Path, made.Id, made.Map, artifacts)));

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
            Add(state.Path, clients => clients.CellChanged(PushOf(state.Path, cell)));
    }

    private static PushedCell PushOf(string path, Cell cell)
    {
        JsonArray outputs = new([.. cell.Outputs.Select(output => output.Json.DeepClone())]);
        return new PushedCell(path, cell.Id, cell.Activity is not CellActivity.None, outputs.ToJsonString());
    }

    private void Add(string path, Func<ILabClient, Task> push)
    {
        string group = GroupOf(path);
        if (audience.Has(group))
            queue.Add(() => push(audience.Of(group)));
    }
}
