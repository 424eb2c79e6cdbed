using System.Security.Cryptography;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Cluster;
using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>All runs: those at work, wherever in the cluster, and those on disk.</summary>
/// <param name="store">Where runs are kept.</param>
/// <param name="grains">Finds the runs' grains.</param>
/// <param name="cluster">Says when they can be called.</param>
/// <param name="time">The clock.</param>
public sealed class RunBoard(RunStore store, IGrainFactory grains, ClusterStart cluster, TimeProvider time)
{
    private readonly Lock gate = new();
    private int last;

    /// <summary>Makes a run that waits for <see cref="RunSession.Go"/>, for those who want to watch it from the first moment.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="methods">The catalogue's methods.</param>
    /// <returns>The run, watched; the caller disposes it, and the run goes on.</returns>
    /// <exception cref="KernelRefusedException">There is no such method, or none was asked for.</exception>
    public async Task<RunSession> PrepareAsync(RunRequest request, IReadOnlyList<MethodCard> methods)
    {
        if (request.Choices.Count == 0)
            throw new KernelRefusedException("No method was chosen. Choose one or more.");
        IEnumerable<RunMap> maps = request.Choices.Select(choice => NewMap(choice, methods));
        Run run = new(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5)),
            NextNumber(),
            time.GetUtcNow(),
            request.Photo,
            request.Network,
            request.Target,
            request.Seen,
            request.Seed,
            [.. maps]
        )
        {
            OfProbability = request.OfProbability,
        };
        await cluster.Up;
        await grains.GetGrain<IRunGrain>(run.Id).TakeAsync(new RunState(run));
        return (await FindAsync(run.Id))!; // its grain has it
    }

    /// <summary>A queued map.</summary>
    /// <param name="choice">The method with its options.</param>
    /// <param name="methods">The catalogue's methods.</param>
    /// <exception cref="KernelRefusedException">There is no such method.</exception>
    public static RunMap NewMap(RunChoice choice, IReadOnlyList<MethodCard> methods)
    {
        MethodCard card = methods.FirstOrDefault(method => method.Id == choice.Method)
            ?? throw new KernelRefusedException(
                $"There is no method '{choice.Method}'. There are {string.Join(", ", methods.Select(method => method.Id))}."
            );
        string id = $"{choice.Method}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
        return new RunMap(id, card.Id, card.Name, card.Family, choice.Options, RunMapStatus.Queued);
    }

    /// <summary>Watches a run, at work or from disk.</summary>
    /// <param name="id">The run's id.</param>
    /// <returns>The run, which the caller disposes; null when there is none of that id.</returns>
    public async Task<RunSession?> FindAsync(string id)
    {
        await cluster.Up;
        return await RunSession.OpenAsync(grains, id, time);
    }

    /// <summary>Stops a run, or one map of it.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="mapId">The map's id in the run; null for all.</param>
    public async Task CancelAsync(string id, string? mapId)
    {
        await cluster.Up;
        await grains.GetGrain<IRunGrain>(id).CancelAsync(mapId);
    }

    /// <summary>The latest runs, latest first.</summary>
    /// <param name="count">How many at most.</param>
    public async Task<IReadOnlyList<Run>> LatestAsync(int count) =>
        [.. (await Task.WhenAll(store.Latest(count).Select(NowAsync))).OfType<Run>()];

    // Only the owner of a run that is going knows whether it still is.
    private async Task<Run?> NowAsync(string id)
    {
        Run? kept = store.Load(id);
        if (kept is not { IsGoing: true })
            return kept;
        await cluster.Up;
        return (await Following.AskAsync(grains.GetGrain<IRunGrain>(id).LookAsync))?.Run;
    }

    // Another process may have begun some meanwhile.
    private int NextNumber()
    {
        lock (gate)
            return last = Math.Max(last, store.Count) + 1;
    }
}
