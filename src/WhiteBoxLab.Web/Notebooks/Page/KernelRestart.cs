using MudBlazor;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Notebooks.Page;

/// <summary>A way to begin with a new kernel, and what it costs.</summary>
/// <param name="Button">What the button says.</param>
/// <param name="Clears">Whether all outputs go first.</param>
/// <param name="Runs">Whether all cells run afterwards.</param>
public sealed record KernelRestart(string Button, bool Clears = false, bool Runs = false)
{
    /// <summary>The name of the kernel that the notebook gets; null, the default, for the one that it has.</summary>
    public string? Kernel { get; init; }

    /// <summary>The question.</summary>
    public string Question => Kernel is null ? "Restart the kernel?" : "Change the kernel?";

    /// <summary>The way of a command.</summary>
    /// <param name="command"><c>restart</c>, <c>restart-run-all</c> or <c>restart-clear</c>.</param>
    public static KernelRestart Of(string command) =>
        command switch
        {
            "restart-run-all" => new("Restart and run all", Runs: true),
            "restart-clear" => new("Restart and take outputs away", Clears: true),
            _ => new("Restart"),
        };

    /// <summary>Another kernel.</summary>
    /// <param name="kernel">Which.</param>
    public static KernelRestart To(KernelSpec kernel) => new($"Change to {kernel.Title}") { Kernel = kernel.Name };

    /// <summary>What would be lost for good, in sentences; null where nothing would.</summary>
    /// <param name="state">The notebook.</param>
    public string? Loss(NotebookState state)
    {
        IEnumerable<string?> sentences =
        [
            state.Running is { } running ? $"Cell {state.Cells.IndexOf(running) + 1} runs and is ended." : null,
            state.HasVariables ? "All variables are lost; to have them back, their cells have to run again." : null,
            Clears && state.Cells.Exists(cell => !cell.Outputs.IsEmpty) ? "All outputs are lost."
            : state.HasVariables ? "Code and outputs stay."
            : null,
        ];
        return sentences.OfType<string>().ToList() is { Count: > 0 } said ? string.Join(' ', said) : null;
    }

    /// <summary>Asks where something would be lost, and does it.</summary>
    /// <param name="session">The notebook.</param>
    /// <param name="dialogs">Shows the question.</param>
    public async Task AskAndDoAsync(NotebookSession session, IDialogService dialogs)
    {
        if (Loss(session.State) is not { } loss || await RestartDialog.AskAsync(dialogs, this, loss))
            await DoAsync(session);
    }

    private async Task DoAsync(NotebookSession session)
    {
        if (Clears)
            session.Do(new NotebookOperation.ClearOutputs());
        await (Kernel is null ? session.RestartAsync() : session.ChangeKernelAsync(Kernel));
        if (Runs)
            session.RunAll();
    }
}
