using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Cells.Stopping;

/// <summary>
/// Stops the cell that runs on a lane: at its next checkpoint, or out of what it waits for. Its thread is interrupted only while it is in
/// the cell's code; an interrupt that came late would hit us.
/// </summary>
internal sealed class StopGate(Lane lane)
{
    private readonly Lock gate = new();
    private KernelCommand? inside;

    /// <summary>Runs a cell's code to its end. On the lane's thread.</summary>
    public T Run<T>(KernelCommand command, Func<Task<T>> code)
    {
        Checkpoint.Begin();
        command.Cancelling += () => Stop(command);
        lock (gate)
            inside = command;
        try
        {
            command.Cancelled.ThrowIfCancellationRequested();
            return lane.Await(code);
        }
        finally
        {
            Leave(command);
        }
    }

    private void Stop(KernelCommand command)
    {
        Checkpoint.AskToStop();
        lock (gate)
        {
            if (inside == command)
                lane.Interrupt();
        }
    }

    private void Leave(KernelCommand command)
    {
        for (bool interrupted = false; ; )
        {
            try
            {
                lock (gate)
                    inside = null;
                if (command.CancelAsked && !interrupted)
                    Thread.Sleep(1); // takes in an interrupt that is still on its way
                return;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }
    }
}
