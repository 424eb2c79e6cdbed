using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>
/// Passes what happens in runs on to the hub's clients, in order: each run from when somebody watches it until nobody does.
/// </summary>
/// <param name="board">The runs.</param>
/// <param name="audience">The clients.</param>
/// <param name="artifacts">Where maps lie.</param>
public sealed class RunPushes(RunBoard board, HubAudience audience, IArtifactStore artifacts) : IHostedService, IDisposable
{
    private const string Mark = "run:";
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, RunPush> followed = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        audience.Emptied += LetGo;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        audience.Emptied -= LetGo;
        foreach (string run in followed.Keys.ToList())
            await LetGoAsync(run, evenIfWatched: true);
    }

    /// <summary>Has a client watch a run.</summary>
    /// <param name="connection">The client's connection.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="gone">Cancelled when the client leaves.</param>
    /// <returns>The run as it stands; null when there is none.</returns>
    public async Task<Run?> WatchAsync(string connection, string run, CancellationToken gone)
    {
        await turn.WaitAsync(gone);
        try
        {
            if (!followed.TryGetValue(run, out RunPush? push))
            {
                if (await board.FindAsync(run) is not { } session)
                    return null;
                followed[run] = push = new RunPush(session, audience.Of(GroupOf(run)), artifacts);
            }
            await audience.JoinAsync(connection, GroupOf(run), gone);
            return push.State;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static string GroupOf(string run) => Mark + run;

    private void LetGo(string group)
    {
        if (group.StartsWith(Mark, StringComparison.Ordinal))
            _ = LetGoAsync(group[Mark.Length..], evenIfWatched: false);
    }

    private async Task LetGoAsync(string run, bool evenIfWatched)
    {
        await turn.WaitAsync();
        try
        {
            if ((evenIfWatched || !audience.Has(GroupOf(run))) && followed.Remove(run, out RunPush? push))
                await push.DisposeAsync();
        }
        finally
        {
            turn.Release();
        }
    }
}
