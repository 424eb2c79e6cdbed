using System.Collections.Concurrent;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// A kernel in a process of its own on this machine. It ends when this object is disposed and, by itself, when this process ends.
/// </summary>
public sealed class KernelProcess : IKernel
{
    private const int Killed = 128 + 9; // as the system will report it

    private static readonly TimeSpan LastWordsPatience = TimeSpan.FromSeconds(2);

    // What .NET Interactive's own kernels know.
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal)
    {
        nameof(SubmitCode),
        nameof(RequestCompletions),
        nameof(RequestHoverText),
        nameof(RequestSignatureHelp),
        nameof(RequestDiagnostics),
        nameof(RequestKernelInfo),
        nameof(RequestValueInfos),
        nameof(RequestValue),
        nameof(SendValue),
        nameof(DisplayValue),
        nameof(UpdateDisplayedValue),
        nameof(DisplayError),
        nameof(Cancel),
        nameof(Quit),
        nameof(ImportDocument),
        nameof(AddPackage),
        nameof(AddPackageSource),
    };

    private readonly KernelPipe pipe;
    private readonly KernelStart start;
    private readonly ConcurrentDictionary<string, PendingCommand> pending = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<KernelReady> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LastLines errors = new(20),
        strays = new(20);
    private volatile bool asked;
    private int strayLines;

    private KernelProcess(KernelStart start)
    {
        this.start = start;
        pipe = KernelPipe.Start(start);
    }

    /// <inheritdoc/>
    public event Action<EventEnvelope>? EventReceived;

    /// <inheritdoc/>
    public event Action<CommandEnvelope>? CommandReceived;

    /// <inheritdoc/>
    public Task<KernelReady> Ready => ready.Task;

    /// <inheritdoc/>
    public Task<KernelDeath> Death { get; private set; } = Task.FromResult(new KernelDeath(0, [], true)); // replaced before anybody sees it

    /// <summary>Whether it takes no more commands: it has ended, or was killed and the system is still clearing it away.</summary>
    public bool IsOver => killed.Task.IsCompleted || Death.IsCompleted;

    /// <summary>The process id.</summary>
    public int Id => pipe.Id;

    /// <inheritdoc/>
    int? IKernel.ProcessId => Id;

    /// <summary>How many lines came that were no messages: a foreign kernel's chatter, or a native library's.</summary>
    public int StrayLines => Volatile.Read(ref strayLines);

    /// <summary>The last of those lines, at most 20.</summary>
    public IReadOnlyList<string> LastStrayLines => strays.All;

    /// <summary>The last lines of stderr so far, at most 20.</summary>
    public IReadOnlyList<string> LastErrorLines => errors.All;

    /// <summary>Starts a kernel.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="onEvent">Given every event from the very first, as by <see cref="EventReceived"/>; null for nobody.</param>
    /// <exception cref="InvalidOperationException">There is no such program.</exception>
    public static KernelProcess Start(KernelStart start, Action<EventEnvelope>? onEvent = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        KernelProcess kernel = new(start);
        kernel.EventReceived += onEvent;
        kernel.Death = Task.Run(kernel.LiveAsync);
        return kernel;
    }

    /// <inheritdoc/>
    public Task SendAsync(CommandEnvelope envelope, CancellationToken cancellationToken = default) =>
        SendLineAsync(Wire.Write(envelope), cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(EventEnvelope envelope, CancellationToken cancellationToken = default) =>
        SendLineAsync(Wire.Write(envelope), cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> RunAsync(Command command, Action<Event>? onEvent = null, CancellationToken cancellationToken = default) =>
        RunAsync(new CommandEnvelope(Wire.NewToken(), command, []), onEvent, cancellationToken);

    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(
        CommandEnvelope envelope,
        Action<Event>? onEvent = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (start.IsForeign && Unknown(envelope.Command) is { } unknown)
            return unknown;
        PendingCommand waiting = new(onEvent, start.IsForeign);
        if (!pending.TryAdd(envelope.Token, waiting))
            throw new ArgumentException(
                $"A command with the token '{envelope.Token}' is running already. Make a new one with Wire.NewToken().",
                nameof(envelope)
            );

        try
        {
            await SendAsync(envelope, CancellationToken.None).ConfigureAwait(false);
            using CancellationTokenRegistration cancelling = cancellationToken.Register(() => _ = CancelAsync(envelope, waiting.End));
            if (await Task.WhenAny(waiting.End, Death, killed.Task).ConfigureAwait(false) == waiting.End)
                return await waiting.End.ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // Dead before the command was out: the same as dead before it ended.
        }
        finally
        {
            pending.TryRemove(envelope.Token, out _);
        }
        KernelDeath death = await EndAsync().ConfigureAwait(false);
        return new CommandResult(false, death.Sentence) { Death = death };
    }

    /// <inheritdoc/>
    public void Kill()
    {
        asked = true;
        pipe.Kill();
        killed.TrySetResult();
    }

    /// <summary>Ends the kernel: politely, and after two seconds with force.</summary>
    public async ValueTask DisposeAsync()
    {
        asked = true;
        if (start.IsForeign)
            await pipe.TrySendAsync(Wire.Write(new CommandEnvelope(Wire.NewToken(), new Quit(), [])), CancellationToken.None)
                .ConfigureAwait(false);
        await pipe.CloseAsync().ConfigureAwait(false);
        if (await Task.WhenAny(Death, Task.Delay(LastWordsPatience)).ConfigureAwait(false) != Death)
            Kill();
        await Death.ConfigureAwait(false);
        pipe.Dispose();
    }

    // To clear away a process of some hundred megabytes takes the system a while, and whoever killed it has nothing to learn from that.
    private Task<KernelDeath> EndAsync() =>
        killed.Task.IsCompleted && !Death.IsCompleted ? Task.FromResult(new KernelDeath(Killed, errors.All, asked)) : Death;

    private async Task<KernelDeath> LiveAsync()
    {
        Task reading = Task.Run(ReadOutputAsync),
            listening = Task.Run(ReadErrorsAsync);
        int exitCode = await pipe.ExitAsync().ConfigureAwait(false);

        // A child of the kernel may hold the pipes open: wait for what was written before the end, not for ever.
        await Task.WhenAny(Task.WhenAll(reading, listening), Task.Delay(LastWordsPatience)).ConfigureAwait(false);
        KernelDeath death = new(exitCode, errors.All, asked);
        ready.TrySetException(new InvalidOperationException(death.Sentence));
        _ = ready.Task.Exception; // seen, in case that nobody waits for it
        return death;
    }

    private async Task ReadOutputAsync()
    {
        while (await pipe.Output.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            try
            {
                Take(line);
            }
            catch (Exception exception)
            {
                // A handler's mistake must not stop the reading: the kernel would block, and everybody with it.
                errors.Add($"The client's own handler failed: {exception}");
            }
        }
    }

    private void Take(string line)
    {
        switch (Wire.Read(line))
        {
            case EventLine { Envelope: var envelope }:
                Take(envelope);
                break;
            case CommandLine { Envelope: var envelope }:
                if (envelope.Command is RequestKernelInfo)
                    _ = TellNothingAsync(envelope);
                else
                    CommandReceived?.Invoke(envelope);
                break;
            default:
                Interlocked.Increment(ref strayLines);
                strays.Add(line);
                break;
        }
    }

    private void Take(EventEnvelope envelope)
    {
        EventReceived?.Invoke(envelope);
        if (envelope.Event is KernelReady kernelReady)
            ready.TrySetResult(kernelReady);
        if (envelope.Command is { } command && (Find(command.Token) ?? Find(command.RootToken)) is { } waiting)
            waiting.Take(envelope, own: pending.ContainsKey(command.Token));
    }

    private PendingCommand? Find(string token) => pending.GetValueOrDefault(token);

    private async Task ReadErrorsAsync()
    {
        while (await pipe.Errors.ReadLineAsync().ConfigureAwait(false) is { } line)
            errors.Add(line);
    }

    private async Task CancelAsync(CommandEnvelope envelope, Task end)
    {
        try
        {
            await SendAsync(new CommandEnvelope(Wire.NewToken(), new Cancel(envelope.Token), [])).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            return; // dead already: the command ends by that
        }
        if (
            envelope.Command is SubmitCode
            && !await new StopGrace(start.CancelGrace).EndsWithinAsync(Task.WhenAny(end, Death), Id).ConfigureAwait(false)
        )
            Kill();
    }

    // A foreign kernel drops what it does not know, and nobody would ever hear of it again.
    private static CommandResult? Unknown(Command command) =>
        Foreign.Contains(command.CommandType)
            ? null
            : new CommandResult(false, $"This notebook's kernel is not the lab's own, and does not answer {command.CommandType}.");

    // .NET Interactive asks what kernels the client has, and waits for the answer for ever.
    private async Task TellNothingAsync(CommandEnvelope question)
    {
        try
        {
            await SendAsync(new EventEnvelope(new CommandSucceeded(), question, ["kernel://vscode/"])).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // Who asked is gone.
        }
    }

    private async Task SendLineAsync(string line, CancellationToken cancellationToken)
    {
        if (!await pipe.TrySendAsync(line, cancellationToken).ConfigureAwait(false))
            throw new InvalidOperationException((await Death.ConfigureAwait(false)).Sentence);
    }
}
