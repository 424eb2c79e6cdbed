using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Session;

// The kernel and the queue.
public sealed partial class LiveNotebook
{
    private const string Replaced = "The kernel did not stop and was replaced. Variables are gone, outputs are kept.";
    private bool running,
        wipeNext;
    private Task queue = Task.CompletedTask,
        starting = Task.CompletedTask;
    private long used;

    /// <summary>Runs cells after those that already wait.</summary>
    /// <param name="cells">Their ids.</param>
    public void Run(IEnumerable<string> cells)
    {
        if (State.Foreign)
        {
            Do(new NotebookOperation.Tell("This notebook came from elsewhere. Read its code, then say that it may run."));
            return;
        }
        IReadOnlyList<string> runnable = Runnable([.. cells]);
        bool isOther = runnable.Count == 0 && !kernel.Kernels.Take(State, State.Language);
        Do(new NotebookOperation.Tell(isOther ? NotebookLanguage.NotRun(State.Language) : null));
        foreach (string cell in runnable)
            Do(new NotebookOperation.Enqueue(cell));
        lock (gate)
        {
            if (running)
                return;
            running = true;
            queue = Task.Run(RunQueuedAsync);
        }
    }

    // Of several those not tagged to be left out; and none that is in the language of a notebook which the kernel does not run.
    private IReadOnlyList<string> Runnable(IReadOnlyList<string> cells)
    {
        bool isOther = !kernel.Kernels.Take(State, State.Language);
        return
        [
            .. cells.Where(id =>
                State.Find(id) is { } cell
                && (cells.Count == 1 || !ParameterReader.HasTag(cell.Rest, CellTag.SkipExecution))
                && !(isOther && CellCode.LanguageOf(cell) is null)
            ),
        ];
    }

    /// <summary>
    /// Stops the running cell and whatever waits; a cell that does not stop in its time (two seconds of running, see
    /// <see cref="WhiteBoxLab.Protocol.KernelStart.CancelGrace"/>) costs the kernel, and the page says so.
    /// </summary>
    public void Stop()
    {
        Do(new NotebookOperation.Unqueue());
        if (State.Running is null)
            return;
        Do(new NotebookOperation.KernelTurns(KernelState.Stopping));
        kernel.Cancel();
    }

    /// <summary>Gives the running cell the line that it waits for.</summary>
    /// <param name="line">The line.</param>
    public Task AnswerAsync(string line)
    {
        Do(new NotebookOperation.Asks(null));
        return kernel.AnswerAsync(line);
    }

    /// <summary>Ends the kernel and starts another.</summary>
    public Task RestartAsync() => RestartAsync("The kernel is new. Variables are gone, outputs are kept.");

    /// <summary>Gives the notebook another kernel: ends the one it has and starts the other. The choice is on disk before.</summary>
    /// <param name="name">The name of a kernel in the lab's list; any other is refused, in a sentence on the page.</param>
    public async Task ChangeKernelAsync(string name)
    {
        if (kernel.Kernels.Find(name) is not { } chosen)
        {
            Do(
                new NotebookOperation.Tell(
                    $"This lab has no kernel '{name}'. It has {string.Join(", ", kernel.Kernels.All.Select(one => one.Title))}."
                )
            );
            return;
        }
        await SaveAsync(); // with what somebody else wrote meanwhile, so that the choice comes after it
        Do(new NotebookOperation.ChangeKernel(chosen.Name));
        await SaveAsync();
        await RestartAsync($"The kernel is {chosen.Title} now. Variables are gone, outputs are kept.");
    }

    private async Task RestartAsync(string sentence)
    {
        Do(new NotebookOperation.Unqueue());
        kernel.Replace();
        await Task.WhenAll(queue, starting); // the cell that ran and the start that went on end by that
        if (State.Kernel is KernelState.Idle && !kernel.HasKernel)
            Do(new NotebookOperation.KernelTurns(KernelState.Gone));
        Do(new NotebookOperation.Tell(sentence));
        await WarmAsync();
    }

    /// <summary>Starts the kernel where there is none, so that the first cell need not wait.</summary>
    /// <returns>Completes when it takes cells, or could not be started.</returns>
    public Task WarmAsync()
    {
        lock (gate)
        {
            if (State.Kernel is not KernelState.Gone || State.Foreign)
                return starting;
            used = time.GetTimestamp();
            Do(new NotebookOperation.KernelTurns(KernelState.Starting));
            return starting = Task.Run(StartAsync);
        }
    }

    private async Task StartAsync()
    {
        string? problem = await kernel.StartAsync(State.KernelName, NoteDeath);
        Do(new NotebookOperation.KernelTurns(kernel.HasKernel ? KernelState.Idle : KernelState.Gone));
        if (problem is not null)
            Do(new NotebookOperation.Tell(problem));
    }

    /// <summary>Says that a notebook from elsewhere may run.</summary>
    public void Trust()
    {
        folder.SetForeign(State.Path, false);
        Do(new NotebookOperation.Trust());
    }

    /// <summary>
    /// Asks the kernel something that is no cell: what could be typed, what a variable holds. A running cell does not hold it up; a kernel
    /// that starts is waited for.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="onEvent">Given what it answers.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    /// <returns>How it ended; without a kernel it fails at once.</returns>
    public async Task<CommandResult> AskAsync(Command question, Action<Event> onEvent, CancellationToken cancellationToken)
    {
        used = time.GetTimestamp();
        await starting.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await kernel.AskAsync(question, onEvent, cancellationToken);
    }

    /// <summary>
    /// What is done every other second: a kernel that was idle too long ends, and a file that somebody else wrote is taken in.
    /// </summary>
    /// <param name="rule">How long a kernel may be idle.</param>
    public async Task LookAsync(IdleRule rule)
    {
        if (State.Kernel is KernelState.Idle && rule.Longest is { } longest && time.GetElapsedTime(used) > longest)
            EndIdle(longest, rule.Why);
        await TakeChangesAsync();
    }

    private void EndIdle(TimeSpan longest, string why)
    {
        EndKernel();
        string while_ = longest.TotalMinutes switch
        {
            1 => "a minute",
            > 1 => $"{longest.TotalMinutes:0} minutes",
            _ => $"{longest.TotalSeconds:0.#} seconds",
        };
        Do(
            new NotebookOperation.Tell(
                $"The kernel had nothing to do for {while_} and was ended{why}. Variables are gone, outputs are kept; the next "
                    + $"run starts another."
            )
        );
    }

    private async Task TakeChangesAsync()
    {
        if (!await writing.WaitAsync(0))
            return; // a write looks by itself
        try
        {
            await TakeFileAsync();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotebookUnreadableException)
        {
            Do(
                new NotebookOperation.SaveFailed(
                    $"Something was written over the file that cannot be read. {problem.Message} What is here stays here."
                )
            );
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task RunQueuedAsync()
    {
        while (NextQueued() is { } cell)
        {
            await WarmAsync();
            if (State.Kernel is KernelState.Gone)
                Do(new NotebookOperation.Unqueue());
            else
                await RunAsync(cell);
        }
    }

    private async Task RunAsync(Cell cell)
    {
        wipeNext = false;
        Do(new NotebookOperation.Begin(cell.Id, time.GetUtcNow()));
        if (CellCode.LanguageIn(cell, State) is var language && !kernel.Kernels.Take(State, language))
        {
            Do(new NotebookOperation.Show(cell.Id, OutputOf.Error(NotebookLanguage.CellNotRun(language))));
            Do(new NotebookOperation.End(cell.Id, false, null, 0));
            return;
        }
        Do(new NotebookOperation.KernelTurns(KernelState.Busy));
        long began = time.GetTimestamp();
        CommandResult result = await kernel.RunAsync(CellCode.Of(cell, State.Language), cell.Id, e => Take(cell.Id, e));
        bool replaced = result.Death is { Asked: true } || (result.Cancelled && result.Death is not null);
        if (!result.Succeeded)
        {
            Do(
                new NotebookOperation.Show(
                    cell.Id,
                    OutputOf.Error(
                        result.Death?.Sentence
                            ?? (
                                result.Cancelled
                                    ? "The cell was stopped. What it had set by then is kept."
                                    : result.Message ?? "The cell failed."
                            )
                    )
                )
            );
            bool ended = result.Cancelled || result.Death is not null;
            if (ended || !ParameterReader.HasTag(cell.Rest, CellTag.RaisesException))
                Do(new NotebookOperation.Unqueue(ended ? null : cell.Id));
        }
        Do(new NotebookOperation.End(cell.Id, result.Succeeded, result.ExecutionOrder, time.GetElapsedTime(began).TotalSeconds));
        used = time.GetTimestamp();
        Do(new NotebookOperation.KernelTurns(kernel.HasKernel ? KernelState.Idle : KernelState.Gone));
        if (result.Death is { } death)
            Do(new NotebookOperation.Tell(replaced ? Replaced : death.Sentence));
        if (replaced)
            await WarmAsync();
    }

    private void Take(string cell, Event e)
    {
        if (e is MapProduced made)
            MapMade?.Invoke(made);
        if (e is OutputCleared || (wipeNext && e is DisplayEvent))
        {
            wipeNext = e is OutputCleared { Wait: true };
            if (!wipeNext)
                Do(new NotebookOperation.Wipe(cell));
        }
        if (OutputOf.Event(e) is { } output)
            Do(new NotebookOperation.Show(cell, output, Updates: e is DisplayedValueUpdated));
    }

    private void NoteQuestion(RequestInput input)
    {
        if (State.Running is { } cell)
            Do(new NotebookOperation.Asks(new CellInput(cell.Id, input.Prompt ?? "", input.IsPassword)));
    }

    // A kernel that dies while no cell runs.
    private void NoteDeath(KernelDeath death)
    {
        if (State.Kernel is not KernelState.Idle)
            return;
        Do(new NotebookOperation.KernelTurns(KernelState.Gone));
        Do(new NotebookOperation.Tell(death.Asked ? Replaced : death.Sentence)); // asked: it stopped at last, but too late
    }

    private Cell? NextQueued()
    {
        lock (gate)
        {
            Cell? next = State.Cells.Find(cell => cell.Activity is CellActivity.Queued);
            running = next is not null;
            return next;
        }
    }
}
