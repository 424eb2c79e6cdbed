using System.Collections.Concurrent;
using System.Security.Cryptography;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>All runs: those at work, and those on disk.</summary>
/// <param name="kernel">Makes the maps.</param>
/// <param name="artifacts">Where photos are kept.</param>
/// <param name="store">Where runs are kept.</param>
/// <param name="time">The clock.</param>
public sealed class RunBoard(ExplorerKernel kernel, IArtifactStore artifacts, RunStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, WeakReference<LiveRun>> live = [];
    private int last = store.Count;

    /// <summary>Raised when a run begins or is fetched from disk, before anything happens to it.</summary>
    public event Action<LiveRun>? Opened;

    /// <summary>Begins a run.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="methods">The catalogue's methods.</param>
    /// <exception cref="KernelRefusedException">There is no such method, or none was asked for.</exception>
    public LiveRun Begin(RunRequest request, IReadOnlyList<MethodCard> methods)
    {
        LiveRun run = Prepare(request, methods);
        run.Go();
        return run;
    }

    /// <summary>Makes a run that waits for <see cref="LiveRun.Go"/>, for those who want to watch it from the first moment.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="methods">The catalogue's methods.</param>
    /// <exception cref="KernelRefusedException">There is no such method, or none was asked for.</exception>
    public LiveRun Prepare(RunRequest request, IReadOnlyList<MethodCard> methods)
    {
        if (request.Choices.Count == 0)
            throw new KernelRefusedException("No method was chosen. Choose one or more.");
        IEnumerable<Plate> plates = request.Choices.Select(choice => NewPlate(choice, methods)).OrderBy(plate => plate.Passes);
        var run = new Run(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5)), Interlocked.Increment(ref last), time.GetUtcNow(),
            request.Photo, request.Network, request.Target, request.Seen, request.Seed, [.. plates]);
        store.Save(run);
        return Open(run);
    }

    /// <summary>A queued map.</summary>
    /// <param name="choice">The method with its options.</param>
    /// <param name="methods">The catalogue's methods.</param>
    /// <exception cref="KernelRefusedException">There is no such method.</exception>
    public static Plate NewPlate(RunChoice choice, IReadOnlyList<MethodCard> methods)
    {
        MethodCard card = methods.FirstOrDefault(method => method.Id == choice.Method)
            ?? throw new KernelRefusedException($"There is no method '{choice.Method}'. There are {string.Join(", ", methods.Select(method => method.Id))}.");
        string id = $"{choice.Method}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
        return new Plate(id, card.Id, card.Name, card.Family, choice.Options, Price.PassesOf(card, choice.Options), PlateStatus.Queued);
    }

    /// <summary>A run, at work or from disk; null when there is none of that id.</summary>
    /// <param name="id">The run's id.</param>
    public LiveRun? Find(string id)
    {
        lock (live)
        {
            if (live.TryGetValue(id, out WeakReference<LiveRun>? held) && held.TryGetTarget(out LiveRun? found))
                return found;
            return store.Load(id) is { } run ? Open(Woken(run)) : null;
        }
    }

    /// <summary>The latest runs, latest first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<Run> Latest(int count) => [.. store.Latest(count).Select(Find).OfType<LiveRun>().Select(run => run.State)];

    // Held weakly: work holds its run, and so does a page; whoever comes later finds it on disk.
    private LiveRun Open(Run run)
    {
        var opened = new LiveRun(run, kernel, artifacts, store, time);
        live[run.Id] = new WeakReference<LiveRun>(opened);
        Opened?.Invoke(opened);
        return opened;
    }

    // What was at work when the server ended is at work no more.
    private static Run Woken(Run run) => !run.IsGoing ? run
        : (run with { Halted = "The server was restarted. Your run is kept." }).With(plate => !plate.IsOver, plate => plate with { Status = PlateStatus.Stopped });
}
