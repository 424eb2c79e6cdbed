using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Notebooks.Session;

/// <summary>The kernel of one notebook: started when it is needed, replaced when it is asked to or has died.</summary>
/// <param name="kernels">Starts kernels.</param>
/// <param name="directory">The notebook's folder.</param>
public sealed class CellRunner(KernelLauncher kernels, string directory) : IAsyncDisposable
{
    private IKernel? kernel;
    private CancellationTokenSource? cancel;
    private CommandEnvelope? question;
    private Task clearing = Task.CompletedTask;

    /// <summary>Raised when the running cell waits for a line.</summary>
    public event Action<RequestInput>? InputAsked;

    /// <summary>The kernels that the notebook can have.</summary>
    public KernelLauncher Kernels => kernels;

    /// <summary>Whether there is one, ready or not.</summary>
    public bool HasKernel => kernel is not null;

    /// <summary>Why the kernel has to make room on disk, in a sentence, or null.</summary>
    /// <param name="name">The kernel's name; null for the lab's default.</param>
    public string? Excess(string? name) => kernels.Find(name)?.Excess?.Invoke(directory);

    /// <summary>Starts the kernel where there is none.</summary>
    /// <param name="name">Its name; null for the lab's default.</param>
    /// <param name="onDeath">Told when it dies.</param>
    /// <returns>Why it did not start and what there is instead, or null.</returns>
    public async Task<string?> StartAsync(string? name, Action<KernelDeath> onDeath)
    {
        IKernel? started = null;
        try
        {
            kernel = started = kernels.Start(directory, name);
            started.CommandReceived += TakeQuestion;
            await started.Ready;
            _ = TellAsync(started, onDeath);
            return null;
        }
        catch (InvalidOperationException problem)
        {
            Interlocked.CompareExchange(ref kernel, null, started);
            return $"{problem.Message} {kernels.Instead(name)}".TrimEnd();
        }
    }

    /// <summary>Runs a cell.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="cell">Its id in the notebook.</param>
    /// <param name="onEvent">Given what it shows, as it comes.</param>
    /// <returns>How it ended.</returns>
    public async Task<CommandResult> RunAsync(string code, string? cell, Action<Event> onEvent)
    {
        if (kernel is not { } running)
            return new CommandResult(false, "There is no kernel. Run the cell again.");
        using CancellationTokenSource source = cancel = new CancellationTokenSource();
        CommandResult result = await kernels.ShareAsync(running, () =>
            running.RunAsync(new SubmitCode(code) { CellId = cell }, onEvent, source.Token)
        );
        cancel = null;
        if (result.Death is not null)
            Replace();
        return result;
    }

    /// <summary>Asks the kernel something that is no cell.</summary>
    /// <param name="question">The question.</param>
    /// <param name="onEvent">Given what it answers.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    public async Task<CommandResult> AskAsync(Command question, Action<Event> onEvent, CancellationToken cancellationToken) =>
        kernel is { Ready.IsCompletedSuccessfully: true } asked
            ? await asked.RunAsync(question, onEvent, cancellationToken)
            : new CommandResult(false, "There is no kernel. Run a cell to start one.");

    /// <summary>Gives the running cell the line that it waits for.</summary>
    /// <param name="line">The line.</param>
    public Task AnswerAsync(string line) =>
        kernel is { } running && Interlocked.Exchange(ref question, null) is { } waiting
            ? running.SendAsync(new EventEnvelope(new InputProduced(line), waiting, []))
            : Task.CompletedTask;

    /// <summary>Asks the running cell to stop.</summary>
    public void Cancel() => cancel?.Cancel();

    /// <summary>
    /// Ends the kernel; the next <see cref="StartAsync"/> starts another, while the system still clears the old one away.
    /// </summary>
    public void Replace()
    {
        if (Interlocked.Exchange(ref kernel, null) is not { } old)
            return;
        old.Kill();
        clearing = Task.WhenAll(clearing, old.DisposeAsync().AsTask());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Replace();
        await clearing;
    }

    private void TakeQuestion(CommandEnvelope asked)
    {
        if (asked.Command is not RequestInput input)
            return;
        question = asked;
        InputAsked?.Invoke(input);
    }

    // A kernel that was put aside is nobody's business any more.
    private async Task TellAsync(IKernel started, Action<KernelDeath> onDeath)
    {
        KernelDeath death = await started.Death;
        if (Interlocked.CompareExchange(ref kernel, null, started) != started)
            return;
        onDeath(death);
        await started.DisposeAsync();
    }
}
