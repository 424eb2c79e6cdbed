using System.Collections.Concurrent;
using System.Threading.Channels;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Tests;

/// <summary>
/// A kernel that says and does what a test tells it to, and nothing by itself. Everything happens on the thread of the test.
/// </summary>
internal sealed class FakeKernel : IKernel
{
    private readonly ConcurrentDictionary<Type, Action<FakeCommand>> answers = [];
    private readonly ConcurrentDictionary<Type, Channel<FakeCommand>> open = [];
    private readonly ConcurrentDictionary<string, FakeCommand> running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Command> heard = [];
    private readonly TaskCompletionSource<KernelReady> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<KernelDeath> death = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public event Action<EventEnvelope>? EventReceived;

    public event Action<CommandEnvelope>? CommandReceived;

    public Task<KernelReady> Ready => ready.Task;

    public Task<KernelDeath> Death => death.Task;

    public int? ProcessId => null;

    /// <summary>All that it was ever sent, in order.</summary>
    public IReadOnlyList<Command> Heard => [.. heard];

    /// <summary>What was said to a question of its own.</summary>
    public ConcurrentQueue<Event> Answers { get; } = [];

    /// <summary>Takes commands from now on.</summary>
    /// <param name="commands">The names of those that it says it knows.</param>
    public FakeKernel BeReady(params string[] commands)
    {
        KernelCommandInfo[] known = [.. commands.Select(name => new KernelCommandInfo(name))];
        ready.TrySetResult(new KernelReady([new KernelInfo([], null, null, false, false, "fake", "Fake", null, null, null, known)]));
        return this;
    }

    /// <summary>Answers every command of a kind at once, with some events and success.</summary>
    public FakeKernel Answer<T>(Func<T, IEnumerable<Event>> answer)
        where T : Command
    {
        answers[typeof(T)] = command => command.Tell([.. answer(command.Of<T>())]).Succeed();
        return this;
    }

    /// <summary>Refuses every command of a kind at once.</summary>
    public void Refuse<T>(string message)
        where T : Command => answers[typeof(T)] = command => command.Fail(message);

    /// <summary>The next command of a kind that is not answered by itself; it goes on until the test ends it.</summary>
    public Task<FakeCommand> HeardAsync<T>()
        where T : Command => Open(typeof(T)).Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Long);

    /// <summary>Sends its client a command, such as a question to whoever runs the cell.</summary>
    public void Ask(Command question) => CommandReceived?.Invoke(new CommandEnvelope(Wire.NewToken(), question, []));

    /// <summary>Dies, and with it all that it was doing.</summary>
    public void Die(int exitCode = 139, params string[] lastLines) => End(new KernelDeath(exitCode, lastLines, Asked: false));

    public void Kill() => End(new KernelDeath(137, [], Asked: true));

    public ValueTask DisposeAsync()
    {
        Kill();
        return ValueTask.CompletedTask;
    }

    public Task SendAsync(CommandEnvelope envelope, CancellationToken cancellationToken = default)
    {
        heard.Enqueue(envelope.Command);
        return Task.CompletedTask;
    }

    public Task SendAsync(EventEnvelope envelope, CancellationToken cancellationToken = default)
    {
        Answers.Enqueue(envelope.Event);
        return Task.CompletedTask;
    }

    public async Task<CommandResult> RunAsync(
        CommandEnvelope envelope,
        Action<Event>? onEvent = null,
        CancellationToken cancellationToken = default
    )
    {
        FakeCommand command = new(envelope, Raise, cancellationToken);
        running[envelope.Token] = command;
        heard.Enqueue(envelope.Command);
        if (Death.IsCompleted)
            command.Die(await Death);
        else if (answers.TryGetValue(envelope.Command.GetType(), out Action<FakeCommand>? answer))
            answer(command);
        else
            Open(envelope.Command.GetType()).Writer.TryWrite(command);
        CommandResult result = await command.End;
        running.TryRemove(envelope.Token, out _);
        return result;

        void Raise(Event said)
        {
            EventReceived?.Invoke(new EventEnvelope(said, envelope, []));
            onEvent?.Invoke(said);
        }
    }

    private void End(KernelDeath how)
    {
        if (!death.TrySetResult(how))
            return;
        ready.TrySetException(new InvalidOperationException(how.Sentence));
        _ = ready.Task.Exception; // seen, in case that nobody waits for it
        foreach (FakeCommand command in running.Values)
            command.Die(how);
    }

    private Channel<FakeCommand> Open(Type kind) => open.GetOrAdd(kind, _ => Channel.CreateUnbounded<FakeCommand>());
}
