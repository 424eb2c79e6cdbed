using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Runs a notebook file in a kernel of its own.</summary>
/// <param name="file">The notebook.</param>
/// <param name="artifacts">Where maps and pictures go.</param>
internal sealed class NotebookRun(string file, string artifacts)
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        JsonObject notebook = Read();
        List<JsonObject> cells = [.. (notebook["cells"] as JsonArray ?? []).OfType<JsonObject>()];
        ParameterCell.Fill(notebook, cells, Parameters);
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".";
        await using KernelProcess kernel = KernelProcess.Start(KernelStart.Serve(AppContext.BaseDirectory, Path.GetFullPath(artifacts), "--working-dir", folder) with { CancelGrace = TimeSpan.FromSeconds(5) });
        await kernel.Ready.ConfigureAwait(false);
        int failed = 0, number = 0;
        foreach (JsonObject cell in cells)
        {
            number++;
            if ((string?)cell["cell_type"] != "code")
                continue;
            if (await RunAsync(kernel, cell, number).ConfigureAwait(false))
                continue;
            failed++;
            if (!KeepGoing || kernel.Death.IsCompleted)
                break;
        }
        if (output is not null)
            Write(notebook, output);
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task<bool> RunAsync(KernelProcess kernel, JsonObject cell, int number)
    {
        NotebookOutputs outputs = new();
        using CancellationTokenSource limit = new();
        if (CellLimit is { } most)
            limit.CancelAfter(most);
        long begin = Stopwatch.GetTimestamp();
        CommandResult result = await kernel.RunAsync(
            new SubmitCode(NotebookSource.Source(cell)) { TargetKernelName = NotebookSource.KernelOf(cell), CellId = (string?)cell["id"] }, outputs.Take, limit.Token).ConfigureAwait(false);
        string? problem = result.Succeeded ? null : limit.IsCancellationRequested ? $"The cell ran longer than {CellLimit?.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds and was stopped." : result.Message;
        if (problem is not null)
            outputs.Fail(problem);
        cell["execution_count"] = result.ExecutionOrder;
        cell["outputs"] = outputs.Finish(result.ExecutionOrder);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"cell {number}: {(problem is null ? "ok" : "FAILED")}, {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s{(problem is null ? "" : "\n" + problem)}")).ConfigureAwait(false);
        return problem is null;
    }

    private JsonObject Read()
    {
        if (!File.Exists(file))
            throw new FileNotFoundException($"There is no notebook '{file}'.");
        try
        {
            return JsonNode.Parse(HalfCharacters.MendedJson(File.ReadAllText(file))) as JsonObject ?? throw new IOException($"'{file}' is no notebook.");
        }
        catch (JsonException exception)
        {
            throw new IOException($"'{file}' is no notebook: {exception.Message}", exception);
        }
    }

    // Whole or not at all: a run that is killed leaves the file as it was.
    private static void Write(JsonObject notebook, string output)
    {
        string path = Path.GetFullPath(output), temporary = path + ".new";
        File.WriteAllText(temporary, notebook.ToJsonString(Written) + "\n");
        File.Move(temporary, path, overwrite: true);
    }
}
