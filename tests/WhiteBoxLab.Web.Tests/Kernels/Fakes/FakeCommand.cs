using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A command that a <see cref="FakeKernel"/> was given and has not ended yet.</summary>
/// <param name="envelope">The command.</param>
/// <param name="raise">Told each event.</param>
/// <param name="cancellation">Cancelled when its sender wants it to stop.</param>
internal sealed class FakeCommand(CommandEnvelope envelope, Action<Event> raise, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<CommandResult> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its token.</summary>
    public string Token => envelope.Token;

    /// <summary>How it ended.</summary>
    public Task<CommandResult> End => end.Task;

    /// <summary>The command.</summary>
    public T Of<T>()
        where T : Command => (T)envelope.Command;

    /// <summary>Says something.</summary>
    public FakeCommand Tell(params IReadOnlyList<Event> events)
    {
        foreach (Event one in events)
            raise(one);
        return this;
    }

    /// <summary>Ends well.</summary>
    public void Succeed(int? executionOrder = null) =>
        EndWith(new CommandSucceeded(executionOrder), new CommandResult(true, null, executionOrder));

    /// <summary>Ends badly.</summary>
    public void Fail(string message, int? executionOrder = null) =>
        EndWith(new CommandFailed(message, executionOrder), new CommandResult(false, message, executionOrder));

    /// <summary>Waits until its sender wants it to stop, and stops.</summary>
    public async Task StopAsync()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration listening = cancellation.Register(asked.SetResult);
        await asked.Task.WaitAsync(Patience.Long);
        Fail(CommandFailed.Cancelled);
    }

    /// <summary>Ends with its kernel.</summary>
    public void Die(KernelDeath death) => end.TrySetResult(new CommandResult(false, death.Sentence) { Death = death });

    private void EndWith(Event last, CommandResult result)
    {
        Tell(last);
        end.TrySetResult(result);
    }
}
