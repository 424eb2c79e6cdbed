namespace WhiteBoxLab.Protocol;

/// <summary>
/// A kernel, wherever it lives, seen from its client: commands go in, events come out in order, and its death is reported, never thrown.
/// It ends when this object is disposed.
/// </summary>
public interface IKernel : IAsyncDisposable
{
    /// <summary>Raised for every event, in order, on one thread; a slow handler holds up those behind it.</summary>
    event Action<EventEnvelope>? EventReceived;

    /// <summary>Raised for every command that the kernel sends to its client, such as <see cref="RequestInput"/>.</summary>
    event Action<CommandEnvelope>? CommandReceived;

    /// <summary>Completes when the kernel takes commands; fails with the death's sentence when it never came so far.</summary>
    Task<KernelReady> Ready { get; }

    /// <summary>Completes when the kernel is gone and its last event was raised. Never fails.</summary>
    Task<KernelDeath> Death { get; }

    /// <summary>The process it is on this machine; null where it is none.</summary>
    int? ProcessId { get; }

    /// <summary>Sends a command and does not wait for its end.</summary>
    /// <param name="envelope">The command.</param>
    /// <param name="cancellationToken">Gives up waiting until it is sent.</param>
    /// <exception cref="InvalidOperationException">The kernel is dead; the message is the death's sentence.</exception>
    Task SendAsync(CommandEnvelope envelope, CancellationToken cancellationToken = default);

    /// <summary>Answers a command of the kernel, such as <see cref="RequestInput"/>, with an event.</summary>
    /// <param name="envelope">The event.</param>
    /// <param name="cancellationToken">Gives up waiting until it is sent.</param>
    /// <exception cref="InvalidOperationException">The kernel is dead; the message is the death's sentence.</exception>
    Task SendAsync(EventEnvelope envelope, CancellationToken cancellationToken = default);

    /// <summary>Sends a command and waits for its end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="onEvent">Given the events of this command and of its children, in order, the last one included; null for
    /// nobody.</param>
    /// <param name="cancellationToken">
    /// Cancels the command: it then ends with <see cref="CommandResult.Cancelled"/>. A cell that does not stop within
    /// <see cref="KernelStart.CancelGrace"/> costs its kernel's life.
    /// </param>
    /// <returns>How it ended; a kernel that dies ends it with <see cref="CommandResult.Death"/>.</returns>
    Task<CommandResult> RunAsync(Command command, Action<Event>? onEvent = null, CancellationToken cancellationToken = default) =>
        RunAsync(new CommandEnvelope(Wire.NewToken(), command, []), onEvent, cancellationToken);

    /// <summary>Sends a command under a token of the caller's and waits for its end.</summary>
    /// <param name="envelope">The command; its token must be in no other running command.</param>
    /// <param name="onEvent">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <returns>As above.</returns>
    Task<CommandResult> RunAsync(CommandEnvelope envelope, Action<Event>? onEvent = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the kernel and everything it started, at once. Its commands end here and now; <see cref="Death"/> waits until it is cleared
    /// away.
    /// </summary>
    void Kill();
}
