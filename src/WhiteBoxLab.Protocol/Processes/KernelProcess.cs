using System.Collections.Concurrent;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// A kernel in a process of its own, seen from the client: commands go in, events come out in order, and its death is reported, never
/// thrown.
/// The kernel ends when this object is disposed and, by itself, when this process ends.
/// </summary>
public sealed class KernelProcess : IAsyncDisposable
{
    private const int Killed = 128 + 9; // as the system will report it

    private static readonly TimeSpan LastWordsPatience = TimeSpan.FromSeconds(2);

    // What .NET Interactive's own kernels know.
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal)
    {
        nameof(SubmitCode), nameof(RequestCompletions), nameof(RequestHoverText), nameof(RequestSignatureHelp), nameof(RequestDiagnostics), nameof(RequestKernelInfo), nameof(RequestValueInfos),
        nameof(RequestValue), nameof(SendValue), nameof(DisplayValue), nameof(UpdateDisplayedValue), nameof(DisplayError), nameof(Cancel), nameof(Quit), nameof(ImportDocument), nameof(AddPackage), nameof(AddPackageSource),
    };

    private readonly KernelPipe pipe;
    private readonly KernelStart start;
    private readonly ConcurrentDictionary<string, PendingCommand> pending = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<KernelReady> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LastLines errors = new(20), strays = new(20);
    private volatile bool asked;
    private int strayLines;

    private KernelProcess(KernelStart start)
    {
        this.start = start;
        pipe = KernelPipe.Start(start);
    }

    /// <summary>Raised for every event, in order, on one thread; a slow handler holds up those behind it.</summary>
    public event Action<EventEnvelope>? EventReceived;

    /// <summary>Raised for every command that the kernel sends to its client, such as <see cref="RequestInput"/>.</summary>
    public event Action<CommandEnvelope>? CommandReceived;

    /// <summary>Completes when the kernel takes commands; fails with the death's sentence when it never came so far.</summary>
    public Task<KernelReady> Ready => ready.Task;

    /// <summary>Completes when the process is gone and its last event was raised. Never fails.</summary>
    public Task<KernelDeath> Death { get; private set; } = Task.FromResult(new KernelDeath(0, [], true)); // replaced before anybody sees it

    /// <summary>Whether it takes no more commands: it has ended, or was killed and the system is still clearing it away.</summary>
    public bool IsOver => killed.Task.IsCompleted || Death.IsCompleted;

    /// <summary>The process id.</summary>
    public int Id => pipe.Id;

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

    /// <summary>Sends a command and does not wait for its end.</summary>
    /// <param name="envelope">The command.</param>
    /// <param name="cancellationToken">Gives up waiting for the pipe.</param>
    /// <exception cref="InvalidOperationException">The kernel is dead; the message is the death's sentence.</exception>
    public Task SendAsync(CommandEnvelope envelope, CancellationToken cancellationToken = default) => SendLineAsync(Wire.Write(envelope), cancellationToken);

    /// <summary>Answers a command of the kernel, such as <see cref="RequestInput"/>, with an event.</summary>
    /// <param name="envelope">The event.</param>
    /// <param name="cancellationToken">Gives up waiting for the pipe.</param>
    /// <exception cref="InvalidOperationException">The kernel is dead; the message is the death's sentence.</exception>
    public Task SendAsync(EventEnvelope envelope, CancellationToken cancellationToken = default) => SendLineAsync(Wire.Write(envelope), cancellationToken);

    /// <summary>Sends a command and waits for its end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="onEvent">Given the events of this command and of its children, in order, the last one included; null for
    /// nobody.</param>
    /// <param name="cancellationToken">
    /// Cancels the command: it then ends with <see cref="CommandResult.Cancelled"/>. A cell that does not stop within
    /// <see cref="KernelStart.CancelGrace"/> costs its kernel's life.
    /// </param>
    /// <returns>How it ended; a kernel that dies ends it with <see cref="CommandResult.Death"/>.</returns>
    public Task<CommandResult> RunAsync(Command command, Action<Event>? onEvent = null, CancellationToken cancellationToken = default) =>
        RunAsync(new CommandEnvelope(Wire.NewToken(), command, []), onEvent, cancellationToken);

    /// <summary>Sends a command under a token of the caller's and waits for its end.</summary>
    /// <param name="envelope">The command; its token must be in no other running command.</param>
    /// <param name="onEvent">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <returns>As above.</returns>
    public async Task<CommandResult> RunAsync(CommandEnvelope envelope, Action<Event>? onEvent = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (start.IsForeign && Unknown(envelope.Command) is { } unknown)
            return unknown;
        PendingCommand waiting = new(onEvent, start.IsForeign);
        if (!pending.TryAdd(envelope.Token, waiting))
            throw new ArgumentException($"A command with the token '{envelope.Token}' is running already. Make a new one with Wire.NewToken().", nameof(envelope));

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

    /// <summary>
    /// Ends the process and everything it started, at once. Its commands end here and now; <see cref="Death"/> waits until the system has
    /// cleared it away.
    /// </summary>
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
            await pipe.TrySendAsync(Wire.Write(new CommandEnvelope(Wire.NewToken(), new Quit(), [])), CancellationToken.None).ConfigureAwait(false);
        await pipe.CloseAsync().ConfigureAwait(false);
        if (await Task.WhenAny(Death, Task.Delay(LastWordsPatience)).ConfigureAwait(false) != Death)
            Kill();
        await Death.ConfigureAwait(false);
        pipe.Dispose();
    }

    // To clear away a process of some hundred megabytes takes the system a while, and whoever killed it has nothing to learn from that.
    private Task<KernelDeath> EndAsync() => killed.Task.IsCompleted && !Death.IsCompleted ? Task.FromResult(new KernelDeath(Killed, errors.All, asked)) : Death;

    private async Task<KernelDeath> LiveAsync()
    {
        Task reading = Task.Run(ReadOutputAsync), listening = Task.Run(ReadErrorsAsync);
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
        if (envelope.Command is SubmitCode && !await new StopGrace(start.CancelGrace).EndsWithinAsync(Task.WhenAny(end, Death), Id).ConfigureAwait(false))
            Kill();
    }

    // A foreign kernel drops what it does not know, and nobody would ever hear of it again.
    private static CommandResult? Unknown(Command command) =>
        Foreign.Contains(command.CommandType) ? null : new CommandResult(false, $"This notebook's kernel is not the lab's own, and does not answer {command.CommandType}.");

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
