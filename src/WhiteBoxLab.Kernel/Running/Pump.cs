using System.Collections.Concurrent;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>
/// Brings continuations back to one thread: thread-bound things (dispose scopes, the grad mode) keep working over an await.
/// </summary>
internal sealed class Pump : SynchronizationContext
{
    public BlockingCollection<Action> Waiting { get; } = [];

    public override void Post(SendOrPostCallback d, object? state) => Waiting.Add(() => d(state));

    public override SynchronizationContext CreateCopy() => this;

    public T Await<T>(Func<Task<T>> start)
    {
        Task<T> task = start();
        task.ContinueWith(
            _ => Waiting.Add(() => { }),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        while (!task.IsCompleted)
            Waiting.Take().Invoke();
        return task.GetAwaiter().GetResult();
    }
}
