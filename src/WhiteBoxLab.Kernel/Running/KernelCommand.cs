using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>
/// A command inside the kernel: waiting, running or over. Whoever handles it publishes its events here, and exactly one last one.
/// </summary>
#pragma warning disable CA1001 // a source without a timer holds nothing, and user code may keep its token for ever
internal sealed class KernelCommand
#pragma warning restore CA1001
{
    private enum Stage
    {
        Waiting,
        Running,
        Over,
    }

    private readonly Lock gate = new();
    private readonly CancellationTokenSource cancelling = new();
    private readonly Outbox outbox;
    private readonly KernelAddress address;
    private readonly bool atCSharp;
    private readonly Action<KernelCommand> whenOver;
    private CommandEnvelope envelope;
    private Stage stage;
    private int children;

    public KernelCommand(CommandEnvelope envelope, bool atCSharp, KernelAddress address, Outbox outbox, Action<KernelCommand> whenOver)
    {
        (this.atCSharp, this.address, this.outbox, this.whenOver) = (atCSharp, address, outbox, whenOver);
        this.envelope = envelope with { RoutingSlip = [.. envelope.RoutingSlip, .. address.Arrived(atCSharp)] };
        Cancelled = cancelling.Token;
    }

    /// <summary>Raised before each event goes out, so that what was printed before it goes first.</summary>
    public event Action? Publishing;

    /// <summary>Raised when the command is to stop and its token says so already.</summary>
    public event Action? Cancelling;

    public Command Command => envelope.Command;

    public string Token => envelope.Token;

    /// <summary>Signals that somebody cancelled the command.</summary>
    public CancellationToken Cancelled { get; }

    public bool CancelAsked => Cancelled.IsCancellationRequested;

    /// <summary>Whether its last event is out.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
                return stage == Stage.Over;
        }
    }

    /// <summary>Takes the command up; false when it was cancelled while it waited.</summary>
    public bool TryStart()
    {
        lock (gate)
        {
            if (stage != Stage.Waiting)
                return false;
            stage = Stage.Running;
            return true;
        }
    }

    /// <summary>Publishes an event of this command.</summary>
    public void Publish(Event what)
    {
        Publishing?.Invoke();
        PublishLate(what);
    }

    /// <summary>A token for a command that this one causes.</summary>
    public string NextChild() => $"{Token}.{Interlocked.Increment(ref children)}";

    /// <summary>Lets go first what was printed before.</summary>
    public void Flush() => Publishing?.Invoke();

    /// <summary>Publishes what was printed: nothing goes before it.</summary>
    public void PublishLate(Event what) => outbox.Send(new EventEnvelope(what, envelope, address.Out(atCSharp)));

    public void Succeed(int executionOrder = 0) => End(new CommandSucceeded(executionOrder));

    public void Fail(string message, int? executionOrder = null) => End(new CommandFailed(message, executionOrder));

    /// <summary>Cancels: at once while it waits; once it runs, by its token, and it ends when its handler does.</summary>
    public void Cancel()
    {
        bool waits;
        lock (gate)
            waits = stage == Stage.Waiting;
        if (waits)
        {
            Fail(CommandFailed.Cancelled);
            return;
        }
        Task told = cancelling.CancelAsync(); // callbacks run elsewhere
        Cancelling?.Invoke();
        _ = told;
    }

    private void End(Event last)
    {
        lock (gate)
        {
            if (stage == Stage.Over)
                return;
            stage = Stage.Over;
        }
        Publishing?.Invoke();
        if (last is CommandSucceeded) // as in .NET Interactive, one that failed has not passed its kernels
            envelope = envelope with { RoutingSlip = [.. envelope.RoutingSlip, .. address.Out(atCSharp)] };
        whenOver(this);
        PublishLate(last);
    }
}
