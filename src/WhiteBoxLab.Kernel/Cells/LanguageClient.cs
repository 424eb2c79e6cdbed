using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// The process that answers editors, seen from the kernel: started when the first question comes, or before (see <c>warm</c>), told of
/// every
/// cell that runs, and started anew with all of that should it die.
/// </summary>
/// <param name="warm">Whether it starts with the notebook's text already, and gets ready for the first question.</param>
internal sealed class LanguageClient(bool warm)
{
    private readonly Lock gate = new();
    private readonly List<Command> notes = [];
    private readonly Dictionary<string, CellText> cells = new(StringComparer.Ordinal);
    private IReadOnlyList<string> order = [];
    private KernelProcess? process;

    /// <summary>Tells of a cell that runs, or of assemblies.</summary>
    public void Note(Command note)
    {
        lock (gate)
        {
            // The same text declares the same again: one of them is enough for a new process.
            if (note is NoteRun run)
                notes.RemoveAll(older => older is NoteRun { Code: var code } && code == run.Code);
            notes.Add(note);
            if (process is { } running)
                _ = running.RunAsync(note);
        }
    }

    /// <summary>Tells what the notebook's cells say.</summary>
    public void Know(KnowCells what)
    {
        lock (gate)
        {
            foreach (CellText cell in what.Cells ?? [])
                cells[cell.Id] = cell;
            order = what.Order ?? order;
            foreach (string gone in what.Order is null ? [] : cells.Keys.Except(order, StringComparer.Ordinal).ToArray())
                cells.Remove(gone);
            if (process is { } running)
                _ = running.RunAsync(what);
            else if (warm)
                Start();
        }
    }

    /// <summary>Answers a question; nobody waits here.</summary>
    public void Ask(KernelCommand command)
    {
        if (command.TryStart())
            _ = AskAsync(command, again: true);
    }

    private async Task AskAsync(KernelCommand command, bool again)
    {
        try
        {
            CommandResult result = await Send(command).ConfigureAwait(false);
            if (result.Death is not null && again)
                await AskAsync(command, again: false).ConfigureAwait(false);
            else if (result.Succeeded)
                command.Succeed();
            else
                command.Fail(
                    result.Death is { } death
                        ? $"The process that answers editors {death.Ending}. Ask again: it starts anew."
                        : result.Message ?? CommandFailed.Cancelled
                );
        }
        catch (InvalidOperationException exception)
        {
            command.Fail(exception.Message);
        }
    }

    // Under the gate, so that a question goes behind every note that came before it.
    private Task<CommandResult> Send(KernelCommand command)
    {
        lock (gate)
        {
            if (process is null || process.Death.IsCompleted)
                Start();
            return process!.RunAsync(
                new CommandEnvelope(Wire.NewToken(), command.Command, []),
                answer => Pass(answer, command),
                command.Cancelled
            ); // started just now
        }
    }

    private static void Pass(Event answer, KernelCommand command)
    {
        if (answer is not (CommandSucceeded or CommandFailed))
            command.Publish(answer);
    }

    private void Start()
    {
        process = KernelProcess.Start(KernelStart.Here(AppContext.BaseDirectory, warm ? ["language", "--warm"] : ["language"]));
        foreach (Command note in notes)
            _ = process.RunAsync(note);
        if (cells.Count > 0)
            _ = process.RunAsync(new KnowCells([.. cells.Values], order));
    }
}
