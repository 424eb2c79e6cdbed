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
        NotebookState told = session.State;
        session.Changed += (state, operation) =>
        {
            Push(told, state, operation);
            told = state;
        };
        session.MapMade += Push;
    }

    private void Push(NotebookState state, MapProduced made) =>
        Add(state.Path, clients => clients.MapProduced(PushedMap.Of(state.Path, made.Id, made.Map, artifacts)));

    private void Push(NotebookState before, NotebookState state, NotebookOperation operation)
    {
        foreach (Cell cell in Changed(before, state, operation))
            Add(state.Path, clients => clients.CellChanged(PushOf(state.Path, cell)));
    }

    // A session that has caught up tells only that it has: then all that shows something else is told.
    private IEnumerable<Cell> Changed(NotebookState before, NotebookState state, NotebookOperation operation) =>
        operation switch
        {
            NotebookOperation.Begin begin => Named(state, begin.Cell),
            NotebookOperation.Show show => Named(state, show.Cell),
            NotebookOperation.End end => Named(state, end.Cell),
            NotebookOperation.Refreshed when audience.Has(GroupOf(state.Path)) => state
                .Cells.Except<Cell>(before.Cells, ReferenceEqualityComparer.Instance)
                .Where(cell => !ShowsTheSame(cell, before.Find(cell.Id))),
            _ => [],
        };

    private static IEnumerable<Cell> Named(NotebookState state, string id) => state.Find(id) is { } cell ? [cell] : [];

    private static bool ShowsTheSame(Cell cell, Cell? before) =>
        before is null
            ? cell is { Outputs.Count: 0, Activity: CellActivity.None }
            : ReferenceEquals(cell.Outputs, before.Outputs) && cell.Activity == before.Activity;

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
