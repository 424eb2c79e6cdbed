using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Notebooks.Page;

/// <summary>A way to restart the kernel, and what it costs.</summary>
/// <param name="Button">What the button says.</param>
/// <param name="Clears">Whether all outputs go first.</param>
/// <param name="Runs">Whether all cells run afterwards.</param>
public sealed record KernelRestart(string Button, bool Clears = false, bool Runs = false)
{
    /// <summary>The way of a command.</summary>
    /// <param name="command"><c>restart</c>, <c>restart-run-all</c> or <c>restart-clear</c>.</param>
    public static KernelRestart Of(string command) =>
        command switch
        {
            "restart-run-all" => new("Restart and run all", Runs: true),
            "restart-clear" => new("Restart and take outputs away", Clears: true),
            _ => new("Restart"),
        };

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

    /// <summary>Does it.</summary>
    /// <param name="session">The notebook.</param>
    public async Task DoAsync(NotebookSession session)
    {
        if (Clears)
            session.Do(new NotebookOperation.ClearOutputs());
        await session.RestartAsync();
        if (Runs)
            session.RunAll();
    }
}
