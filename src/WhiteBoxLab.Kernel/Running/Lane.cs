using System.Collections.Concurrent;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>A thread with a large stack on which work is done one piece after the other.</summary>
internal sealed class Lane
{
    private const int StackSize = 16 << 20; // 16 MiB: user code recurses

    [ThreadStatic]
    private static bool isLane;

    private readonly BlockingCollection<Action> work = [];
    private readonly Pump pump = new();
    private readonly Thread thread;
    private readonly Action? before;

    /// <summary>A lane.</summary>
    /// <param name="name">Of its thread.</param>
    /// <param name="before">What is done on the thread before each piece of work; nothing by default.</param>
    public Lane(string name, Action? before = null)
    {
        this.before = before;
        thread = new Thread(Run, StackSize) { Name = name, IsBackground = true };
        thread.Start();
    }

    /// <summary>Whether this code runs on some lane.</summary>
    public static bool IsCurrent => isLane;

    /// <summary>Wakes the thread out of whatever it waits for, now or next.</summary>
    public void Interrupt() => thread.Interrupt();

    /// <summary>Queues some work, which must not throw.</summary>
    public void Post(Action piece) => work.Add(piece);

    /// <summary>
    /// Runs asynchronous work on this thread to its end; its continuations come back to this thread. Only to be called from this thread.
    /// </summary>
    public T Await<T>(Func<Task<T>> start) => pump.Await(start);

    private void Run()
    {
        isLane = true;
        SynchronizationContext.SetSynchronizationContext(pump);
        while (true)
        {
            // Late continuations of earlier work are done here as well, while nothing else is.
            if (BlockingCollection<Action>.TakeFromAny([work, pump.Waiting], out Action? piece) >= 0)
            {
                before?.Invoke();
                piece?.Invoke();
            }
        }
    }
}
