using WhiteBoxLab.Kernel.Cells.Inputs;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>Knows which cell's code is running here: the one that this thread, or the task before it, was started by.</summary>
internal sealed class RunningCell
{
    private readonly AsyncLocal<CellRun?> current = new();
    private volatile CellRun? last;
    private NativeOutput? native;

    /// <summary>
    /// The run whose code runs here; for native code and threads that know nothing, the latest run. Null before the first.
    /// </summary>
    public CellRun? Current => current.Value ?? last;

    /// <summary>The run whose code runs here while it lasts; behind its end the latest, so that what is shown late arrives.</summary>
    public CellRun? Live => current.Value is { Command.IsOver: false } own ? own : last;

    /// <summary>The run whose code runs here, or null for code that belongs to none.</summary>
    public CellRun? Own => current.Value;

    public void Enter(CellRun run)
    {
        current.Value = run;
        last = run;
    }

    public void Leave() => current.Value = null;

    /// <summary>
    /// Takes over <see cref="Console"/>: nothing a cell prints may reach the pipe to the client, and what it reads is asked for.
    /// </summary>
    public void TakeConsole(InputRequests input)
    {
        Console.SetOut(TextWriter.Synchronized(new CellWriter(this, toError: false)));
        Console.SetError(TextWriter.Synchronized(new CellWriter(this, toError: true)));
        Console.SetIn(new CellReader(this, input));
    }

    /// <summary>Hands on what native code and child processes have printed by now, so that it stands before what comes next.</summary>
    public void DrainNative() => native?.Drain();

    /// <summary>Makes what native code and child processes print the output of the latest cell.</summary>
    public void TakeNative(FileStream stream) => native = new NativeOutput(stream, text => last?.Printed.Write(text, toError: false));
}
