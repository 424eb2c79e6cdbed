using System.ComponentModel;
using System.Runtime.CompilerServices;
using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Cells.Stopping;

/// <summary>Where a stopped cell stops. Calls to it are woven into the loops and functions of cells; nobody writes them by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    private static volatile bool stopping;
    private static RunningCell? output;

    /// <summary>Passes on, or throws when the cell is stopped. At the start of every turn of a loop.</summary>
    /// <exception cref="OperationCanceledException">The cell is stopped.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass()
    {
        if (stopping)
            Stop();
    }

    /// <summary>
    /// As <see cref="Pass"/>, and makes a recursion without end an exception instead of the end of the process. At the start of every
    /// function.
    /// </summary>
    /// <exception cref="OperationCanceledException">The cell is stopped.</exception>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep.</exception>
    public static void Enter()
    {
        Pass();
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>Makes a formatter that calls itself without end an exception as well. Behind every statement that registers one.</summary>
    public static void GuardFormatters() => UserFormatters.Guard();

    internal static void Serve(RunningCell running) => output = running;

    internal static void Begin() => stopping = false;

    internal static void AskToStop() => stopping = true;

    // On a thread that the user made, nobody would catch the exception and the process would end: let it run.
    private static void Stop()
    {
        bool caught = Thread.CurrentThread.IsThreadPoolThread || Lane.IsCurrent;
        if (caught && output?.Own is { Command.CancelAsked: true })
            throw new OperationCanceledException("The cell was stopped.");
    }
}
