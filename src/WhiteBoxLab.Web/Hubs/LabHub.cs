using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>The lab for programs: the same runs and the same pushes as the pages have, over SignalR with JSON or MessagePack.</summary>
/// <param name="kernel">Answers what there is.</param>
/// <param name="board">The runs.</param>
/// <param name="pushes">Tells what happens in them.</param>
/// <param name="notebooks">The open notebooks.</param>
/// <param name="audience">Who watches what.</param>
/// <param name="artifacts">Where photos and maps lie.</param>
public sealed class LabHub(
    ExplorerKernel kernel,
    RunBoard board,
    RunPushes pushes,
    NotebookSessions notebooks,
    HubAudience audience,
    IArtifactStore artifacts
) : Hub<ILabClient>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What methods and networks there are, as JSON.</summary>
    public Task<string> Catalogue() =>
        SayingWhyAsync(async () => JsonSerializer.Serialize(await kernel.CatalogueAsync(Context.ConnectionAborted), Json));

    /// <summary>What a network sees in a photo, as JSON.</summary>
    /// <param name="photo"><c>sample:NAME</c>, or the name that <c>POST /photos</c> gave.</param>
    /// <param name="network">The network's name; null for the default one.</param>
    /// <param name="count">How many classes.</param>
    public Task<string> Classify(string photo, string? network, int count) =>
        SayingWhyAsync(async () =>
        {
            Classify command = new(
                new RunPhoto(photo, photo).ForKernel(artifacts),
                await NetworkAsync(network),
                Math.Clamp(count, 1, 1000)
            );
            return JsonSerializer.Serialize(await kernel.ClassifyAsync(command, Context.ConnectionAborted), Json);
        });

    /// <summary>Begins a run and watches it: its maps come as <see cref="ILabClient.MapProduced"/>.</summary>
    /// <param name="photo">As for <see cref="Classify"/>.</param>
    /// <param name="network">As for <see cref="Classify"/>.</param>
    /// <param name="target">The class to explain; null for the most probable one.</param>
    /// <param name="methods">The methods' ids.</param>
    /// <param name="options">The methods' options as JSON, keyed by method; null for all defaults.</param>
    /// <returns>The run's id.</returns>
    public Task<string> Explain(string photo, string? network, int? target, string[] methods, string? options) =>
        SayingWhyAsync(async () =>
        {
            CatalogueProduced catalogue = await kernel.CatalogueAsync(Context.ConnectionAborted);
            JsonObject? keyed = options is null ? null : JsonNode.Parse(options) as JsonObject;
            RunChoice[] choices = [.. methods.Select(method => new RunChoice(method, keyed?[method]?.DeepClone() as JsonObject))];
            RunRequest request = new(new RunPhoto(photo, photo), await NetworkAsync(network), target, choices);
            return await BeginWatchedAsync(request, catalogue.Methods);
        });

    /// <summary>Stops a run, or one map of it.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="mapId">The map's id in the run; null for all.</param>
    public Task Cancel(string run, string? mapId) => board.CancelAsync(run, mapId);

    /// <summary>Watches a run that somebody else began, and returns it as it stands, as JSON; null when there is none.</summary>
    /// <param name="run">The run's id.</param>
    public async Task<string?> Watch(string run) =>
        await pushes.WatchAsync(Context.ConnectionId, run, Context.ConnectionAborted) is { } found
            ? JsonSerializer.Serialize(found, Json)
            : null;

    /// <summary>How the Explorer's kernel is: what a load test watches.</summary>
    public Task<PushedHealth> Health() =>
        SayingWhyAsync(async () =>
        {
            int process = kernel.ProcessId ?? throw new KernelRefusedException("The kernel is starting. Ask again in a moment.");
            using System.Diagnostics.Process seen = System.Diagnostics.Process.GetProcessById(process);
            return new PushedHealth(
                process,
                seen.WorkingSet64 / 1048576.0,
                await kernel.LiveTensorsAsync(Context.ConnectionAborted),
                Environment.WorkingSet / 1048576.0
            );
        });

    /// <summary>
    /// Watches a notebook: its maps come as <see cref="ILabClient.MapProduced"/>, its cells as <see cref="ILabClient.CellChanged"/>.
    /// </summary>
    /// <param name="path">The notebook's path below the notebooks' folder.</param>
    /// <returns>The notebook as it stands, the JSON of its file; null when there is none.</returns>
    public Task<string?> WatchNotebook(string path) =>
        SayingWhyAsync(async () =>
        {
            if (await notebooks.FindAsync(path) is not { } session)
                return null;
            await audience.JoinAsync(Context.ConnectionId, NotebookPushes.GroupOf(path), Context.ConnectionAborted);
            Context.ConnectionAborted.Register(session.Views.Begin().Dispose);
            return session.State.ToJson();
        });

    /// <summary>Does something to a notebook, as a page would, and answers when no crash can undo it.</summary>
    /// <param name="path">The notebook's path.</param>
    /// <param name="operation">What, as JSON: <c>{"do":"edit","cell":"a1","text":"1 + 1"}</c>; see <see cref="NotebookOperation"/>.</param>
    public Task DoInNotebook(string path, string operation) =>
        SayingWhyAsync(async () =>
        {
            NotebookOperation wish = NotebookJson.Read(operation);
            if (wish.OfLab)
                throw new HubException("Only the lab itself does that.");
            NotebookSession session = await OpenAsync(path);
            if (wish.Obstacle(session.State) is { } obstacle)
                throw new HubException(obstacle);
            await session.DoAsync(wish);
            return true;
        });

    /// <summary>Runs cells of a notebook; what they show comes as <see cref="ILabClient.CellChanged"/>.</summary>
    /// <param name="path">The notebook's path.</param>
    /// <param name="cells">The cells' ids; none for all.</param>
    public Task RunInNotebook(string path, string[] cells) =>
        SayingWhyAsync(async () =>
        {
            NotebookSession session = await OpenAsync(path);
            if (cells.Length == 0)
                session.RunAll();
            else
                session.Run(cells);
            return true;
        });

    private async Task<NotebookSession> OpenAsync(string path) =>
        await notebooks.FindAsync(path) ?? throw new HubException($"There is no notebook '{path}'.");

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        audience.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }

    private async Task<string> BeginWatchedAsync(RunRequest request, IReadOnlyList<MethodCard> methods)
    {
        await using RunSession run = await board.PrepareAsync(request, methods);
        await pushes.WatchAsync(Context.ConnectionId, run.State.Id, Context.ConnectionAborted);
        run.Go();
        return run.State.Id;
    }

    private async Task<string> NetworkAsync(string? network) =>
        network ?? (await kernel.CatalogueAsync(Context.ConnectionAborted)).DefaultNetwork;

    private static async Task<T> SayingWhyAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception problem)
            when (problem is KernelRefusedException or PhotoRefusedException or JsonException or NotebookUnreadableException or IOException)
        {
            throw new HubException(problem.Message);
        }
    }
}
