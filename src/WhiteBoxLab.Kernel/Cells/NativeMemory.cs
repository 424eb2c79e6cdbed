namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// Frees tensors that cells have dropped. A tensor is a few bytes to the garbage collector, which therefore sees no reason to run while
/// gigabytes of native memory
/// wait for their finalizers: this makes it run when the process has grown.
/// </summary>
internal sealed class NativeMemory
{
    private const long MostGrowth = 256L << 20,
        GrowthOfACell = 24L << 20;

    private readonly Lock collecting = new();
    private long atLast = Environment.WorkingSet;

    /// <summary>Begins to watch, also while a cell runs.</summary>
    public void Watch() =>
        new Thread(Run)
        {
            Name = "native memory",
            IsBackground = true,
            Priority = ThreadPriority.AboveNormal,
        }.Start();

    /// <summary>Frees what the last cell dropped and gives it back to the system, where that is worth the time.</summary>
    public void CellEnded()
    {
        if (HasGrown(GrowthOfACell))
            Settle();
    }

    /// <summary>Frees all that nobody holds any more and gives it back to the system.</summary>
    public void Settle() =>
        Collect(() =>
        {
            // unlike others, this one keeps no room for what comes next
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeHeap.GiveBack();
        });

    private void Run()
    {
        while (true)
        {
            Thread.Sleep(50);
            if (HasGrown(MostGrowth))
                Collect(() => { });
        }
    }

    private bool HasGrown(long growth) => Environment.WorkingSet - Volatile.Read(ref atLast) >= growth;

    private void Collect(Action more)
    {
        lock (collecting)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            more();
            Volatile.Write(ref atLast, Environment.WorkingSet);
        }
    }
}
