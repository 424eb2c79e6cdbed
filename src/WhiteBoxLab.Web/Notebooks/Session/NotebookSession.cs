using System.Collections.Immutable;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Cluster;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Session;

/// <summary>
/// An open notebook as this machine sees it: a copy that follows its grain, for the pages and programs here. It owns nothing; what is done
/// through it is done by the grain, in the grain's order,
/// and shows here at once, on top of what the grain has said so far.
/// </summary>
public sealed class NotebookSession : INotebookWatcher, IAsyncDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5),
        Patience = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private readonly INotebookGrain grain;
    private readonly INotebookWatcher self;
    private readonly CancellationTokenSource gone = new();
    private NotebookPosition place;
    private NotebookState certain; // as the grain has it at that place
    private ImmutableList<NotebookWish> pending = [];
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NotebookSession(INotebookGrain grain, IGrainFactory grains, string path, TimeProvider time)
    {
        (this.grain, Views) = (grain, new SessionViews(time));
        self = grains.CreateObjectReference<INotebookWatcher>(this);
        (State, certain, place) = (new NotebookState(path, [], []), new NotebookState(path, [], []), new NotebookPosition(default, 0));
    }

    /// <summary>The notebook as it stands, with what was done here a moment ago.</summary>
    public NotebookState State { get; private set; }

    /// <summary>Who looks at it here.</summary>
    public SessionViews Views { get; }

    /// <summary>Raised after each operation, in order.</summary>
    public event Action<NotebookState, NotebookOperation>? Changed;

    /// <summary>Raised when a cell has shown a map, for those who want its values.</summary>
    public event Action<NotebookState, MapProduced>? MapMade;

    /// <summary>Opens a notebook.</summary>
    /// <param name="grains">Finds its grain.</param>
    /// <param name="path">Its path below the notebooks' folder.</param>
    /// <param name="file">Its file.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The notebook; null when there is none.</returns>
    /// <exception cref="NotebookUnreadableException">It cannot be opened; the message says why.</exception>
    public static async Task<NotebookSession?> OpenAsync(IGrainFactory grains, string path, string file, TimeProvider time)
    {
        NotebookSession session = new(grains.GetGrain<INotebookGrain>(file), grains, path, time);
        NotebookSnapshot first = await session.grain.WatchAsync(session.self, null);
        if (first.Problem is not null)
            throw new NotebookUnreadableException(first.Problem);
        if (first.Missing)
            return null;
        session.Take(first);
        _ = Following.FollowAsync(Often, session.CatchUpAsync, session.gone.Token);
        return session;
    }

    /// <summary>Does something to the notebook without waiting; <see cref="State"/> has it at once.</summary>
    /// <param name="operation">What.</param>
    public void Do(NotebookOperation operation) => SendAsync(operation).Ignore();

    /// <summary>Does something to the notebook and waits until it cannot be lost any more; <see cref="State"/> has it at once.</summary>
    /// <param name="operation">What.</param>
    /// <returns>Completes when a crash of the lab would not undo it.</returns>
    /// <exception cref="IOException">It could not be written to disk, or the notebook is closed.</exception>
    public async Task DoAsync(NotebookOperation operation)
    {
        NotebookReceipt receipt = await SendAsync(operation);
        if (receipt.Problem is not null)
            throw new IOException(receipt.Problem);
    }

    /// <summary>Runs cells after those that already wait.</summary>
    /// <param name="cells">Their ids.</param>
    public void Run(params IEnumerable<string> cells) => grain.RunAsync([.. cells]).Ignore();

    /// <summary>Runs all cells of code.</summary>
    public void RunAll() => Run(State.Cells.Where(cell => cell.IsCode).Select(cell => cell.Id));

    /// <summary>
    /// Stops the running cell and whatever waits; a cell that does not stop in its time (two seconds of running, see
    /// <see cref="WhiteBoxLab.Protocol.KernelStart.CancelGrace"/>) costs the kernel, and the page says so.
    /// </summary>
    public void Stop() => grain.StopAsync().Ignore();

    /// <summary>Gives the running cell the line that it waits for.</summary>
    /// <param name="line">The line.</param>
    public Task AnswerAsync(string line) => grain.AnswerAsync(line);

    /// <summary>Ends the kernel and starts another.</summary>
    public Task RestartAsync() => grain.RestartAsync();

    /// <summary>Gives the notebook another kernel of the lab's list, and starts it; variables are lost.</summary>
    /// <param name="name">The kernel's name.</param>
    public Task ChangeKernelAsync(string name) => grain.ChangeKernelAsync(name);

    /// <summary>Starts the kernel where there is none, so that the first cell need not wait.</summary>
    public Task WarmAsync() => grain.WarmAsync();

    /// <summary>Says that a notebook from elsewhere may run.</summary>
    public Task TrustAsync() => grain.TrustAsync();

    /// <summary>
    /// Asks the kernel something that is no cell: what could be typed, what a variable holds. A running cell does not hold it up.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="onEvent">Given what it answers.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    /// <returns>How it ended; without a kernel it fails at once.</returns>
    public async Task<CommandResult> AskAsync(Command question, Action<Event> onEvent, CancellationToken cancellationToken = default)
    {
        NotebookAnswer answer = await grain.AskAsync(new NotebookQuestion(question), cancellationToken);
        foreach (Event e in answer.Events)
            onEvent(e);
        return answer.Result;
    }

    /// <summary>Writes the notebook now.</summary>
    /// <param name="overForeign">Whether to write over what somebody else wrote meanwhile. Defaults to no: then that is taken in
    /// first.</param>
    public Task SaveAsync(bool overForeign = false) => grain.SaveAsync(overForeign);

    /// <summary>Saves, ends the kernel and lets the file go, so that it can be moved.</summary>
    /// <param name="sentence">What those who look at it are told.</param>
    /// <returns>Why not, in a sentence, or null.</returns>
    public Task<string?> CloseAsync(string sentence) => grain.CloseAsync(sentence);

    /// <inheritdoc/>
    public Task HappenedAsync(NotebookNews news)
    {
        lock (gate)
        {
            if (news.Place.Epoch == place.Epoch && news.Place.Number == place.Number + 1)
                Put(news.Operation.Apply(certain), news.Place, news.Operation, news.Wish);
            else if (news.Place.Epoch != place.Epoch || news.Place.Number > place.Number)
                _ = CatchUpAsync();
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task MapMadeAsync(NotebookMap map)
    {
        MapMade?.Invoke(State, map.Made);
        return Task.CompletedTask;
    }

    /// <summary>Looks no longer; the notebook stays as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        grain.LeaveAsync(self).Ignore();
    }

    // In the order of the calls: the grain takes them in the same.
    private async Task<NotebookReceipt> SendAsync(NotebookOperation operation)
    {
        NotebookWish wish = new(Guid.NewGuid(), operation);
        Task<NotebookReceipt> sent;
        lock (gate)
        {
            pending = pending.Add(wish);
            State = operation.Apply(State);
            Changed?.Invoke(State, operation);
            sent = grain.DoAsync(wish);
        }
        try
        {
            NotebookReceipt receipt = await sent;
            while (receipt.Problem is null && NextBefore(receipt.Number) is { } arrival)
                await arrival.WaitAsync(Patience);
            return receipt;
        }
        finally
        {
            Settle(wish);
        }
    }

    // It is in what the grain has said, or it changed nothing, or it never came there.
    private void Settle(NotebookWish wish)
    {
        lock (gate)
        {
            if (!pending.Contains(wish))
                return;
            pending = pending.Remove(wish);
            State = Shown();
            Changed?.Invoke(State, new NotebookOperation.Refreshed());
        }
    }

    private NotebookState Shown() => pending.Aggregate(certain, (state, wish) => wish.Operation.Apply(state));

    private void Put(NotebookState state, NotebookPosition at, NotebookOperation operation, Guid? wish)
    {
        (certain, place) = (state, at);
        int mine = wish is { } id ? pending.FindIndex(one => one.Id == id) : -1;
        if (mine >= 0)
            pending = pending.RemoveAt(mine);
        State = Shown();
        // inside, so that watchers see the states in order; they only take note
        Changed?.Invoke(State, mine >= 0 ? new NotebookOperation.Refreshed() : operation);
        TaskCompletionSource arrived = next;
        next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        arrived.SetResult();
    }

    /// <summary>Takes the notebook as the grain has it, where that is later than what is known here.</summary>
    internal void Take(NotebookSnapshot snapshot)
    {
        lock (gate)
        {
            if (snapshot is { State: { } state, Place: { } at } && (at.Epoch != place.Epoch || at.Number > place.Number))
                Put(state, at, new NotebookOperation.Refreshed(), null);
        }
    }

    private Task? NextBefore(long number)
    {
        lock (gate)
            return place.Number < number ? next.Task : null;
    }

    private async Task CatchUpAsync() => Take(await grain.WatchAsync(self, place));
}
