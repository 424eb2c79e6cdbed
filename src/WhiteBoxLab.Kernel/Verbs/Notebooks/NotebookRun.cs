using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using WhiteBoxLab.Kernel.Magics;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Notebooks;

/// <summary>Runs a notebook file in a kernel of its own.</summary>
/// <param name="file">The notebook.</param>
/// <param name="artifacts">Where maps and pictures go.</param>
internal sealed class NotebookRun(string file, string artifacts)
{
    private readonly List<RanCell> done = [];
    private string language = NotebookLanguage.CSharp;

    private enum Failure
    {
        OfCell,
        OfLanguage,
    }

    /// <summary>How long a cell may run; null for as long as it likes.</summary>
    public TimeSpan? CellLimit { get; init; }

    /// <summary>Whether to go on behind a cell that fails.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Values for the parameters cell.</summary>
    public List<(string Name, string Value)> Parameters { get; } = [];

    /// <summary>Runs it.</summary>
    /// <param name="output">Where it goes with its outputs; null for nowhere.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string? output)
    {
        JsonObject notebook = RunFile.Read(file);
        language = NotebookLanguage.Of(notebook);
        List<JsonObject> cells = RunFile.CellsOf(notebook);
        ParameterCell.Fill(notebook, cells, Parameters);
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".";
        await using KernelProcess kernel = KernelProcess.Start(
            KernelStart.Serve(AppContext.BaseDirectory, Path.GetFullPath(artifacts), "--working-dir", folder) with
            {
                CancelGrace = TimeSpan.FromSeconds(5),
            }
        );
        await kernel.Ready.ConfigureAwait(false);
        int failed = 0,
            number = 0;
        foreach (JsonObject cell in cells)
        {
            number++;
            if (!RunFile.IsCode(cell) || await RunAsync(kernel, cell, number).ConfigureAwait(false) is not { } failure)
                continue;
            failed++;
            if (kernel.Death.IsCompleted || failure == Failure.OfCell && !KeepGoing)
                break;
        }
        foreach (RanCell ran in done)
            ran.Write();
        if (output is not null)
            RunFile.Write(notebook, output);
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    // Null for a cell that ran, was left out, or failed as its author says it must.
    private async Task<Failure?> RunAsync(KernelProcess kernel, JsonObject cell, int number)
    {
        if (ParameterReader.HasTag(cell, CellTag.SkipExecution))
        {
            await Console.Out.WriteLineAsync($"cell {number}: left out, tagged {CellTag.SkipExecution}").ConfigureAwait(false);
            return null;
        }
        string kernelName = NotebookSource.KernelOf(cell, language);
        if (!NotebookLanguage.IsTaken(kernelName))
        {
            string sentence = NotebookLanguage.CellNotRun(kernelName);
            RanCell other = new(cell, null);
            other.Outputs.Fail(sentence);
            done.Add(other);
            await Console.Out.WriteLineAsync($"cell {number}: FAILED, {sentence}").ConfigureAwait(false);
            return Failure.OfLanguage;
        }
        return
            await RunAsync(kernel, cell, kernelName, number).ConfigureAwait(false) || ParameterReader.HasTag(cell, CellTag.RaisesException)
            ? null
            : Failure.OfCell;
    }

    private async Task<bool> RunAsync(KernelProcess kernel, JsonObject cell, string kernelName, int number)
    {
        NotebookOutputs outputs = new();
        using CancellationTokenSource limit = new();
        if (CellLimit is { } most)
            limit.CancelAfter(most);
        long begin = Stopwatch.GetTimestamp();
        CommandResult result = await kernel
            .RunAsync(
                new SubmitCode(NotebookSource.Source(cell)) { TargetKernelName = kernelName, CellId = (string?)cell["id"] },
                one => Take(outputs, one),
                limit.Token
            )
            .ConfigureAwait(false);
        string? problem = result switch
        {
            { Succeeded: true } => null,
            _ when limit.IsCancellationRequested =>
                $"The cell ran longer than {CellLimit?.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds and was stopped.",
            _ => result.Message,
        };
        if (problem is not null)
            outputs.Fail(problem);
        done.Add(new RanCell(cell, result.ExecutionOrder) { Outputs = outputs });
        string word = (problem, ParameterReader.HasTag(cell, CellTag.RaisesException)) switch
        {
            (null, _) => "ok",
            (_, true) => "failed as it should",
            _ => "FAILED",
        };
        await Console
            .Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"cell {number}: {word}, {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s{(problem is null ? "" : "\n" + problem)}"
                )
            )
            .ConfigureAwait(false);
        return problem is null;
    }

    // What an older cell showed is updated there.
    private void Take(NotebookOutputs outputs, Event one)
    {
        NotebookOutputs? older =
            one is DisplayedValueUpdated update && !outputs.Shows(update.ValueId)
                ? done.Select(cell => cell.Outputs).FirstOrDefault(cell => cell.Shows(update.ValueId))
                : null;
        (older ?? outputs).Take(one);
    }
}
