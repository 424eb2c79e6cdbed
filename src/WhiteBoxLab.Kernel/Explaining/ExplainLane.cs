using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>The thread that explains: one piece of work at a time, and those who wait take turns piece by piece.</summary>
internal sealed class ExplainLane
{
    private readonly LinkedList<ExplainJob> waiting = new();
    private readonly object gate = new();

    private readonly ThreadShare threads;

    public ExplainLane(ThreadShare threads)
    {
        this.threads = threads;
        new Thread(Run, 16 << 20) { Name = "explain", IsBackground = true }.Start();
    }

    /// <summary>Queues a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="first">Whether it goes before those who wait: for what is quick and looked forward to.</param>
    public void Add(ExplainJob job, bool first = false)
    {
        lock (gate)
        {
            if (first)
                waiting.AddFirst(job);
            else
                waiting.AddLast(job);
            Monitor.Pulse(gate);
        }
    }

    private void Run()
    {
        while (true)
        {
            ExplainJob job = Take();
            threads.Hold();
            if (job.RunPiece())
                Add(job);
            else
                job.Dispose();
        }
    }

    private ExplainJob Take()
    {
        lock (gate)
        {
            while (waiting.First is null)
                Monitor.Wait(gate);
            ExplainJob job = waiting.First.Value;
            waiting.RemoveFirst();
            return job;
        }
    }
}

/// <summary>Something to do on the thread that explains, in pieces.</summary>
internal abstract class ExplainJob : IDisposable
{
    /// <summary>Does one piece; must not throw.</summary>
    /// <returns>Whether there is more to do.</returns>
    public abstract bool RunPiece();

    /// <summary>Frees what the pieces shared, on their thread.</summary>
    public virtual void Dispose() { }
}
