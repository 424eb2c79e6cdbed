using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A notebook and its real kernel: whatever is asked while one starts, ends or is replaced.</summary>
public sealed class KernelTurnTests : IAsyncLifetime
{
    private static readonly string Kernel = KernelFolder.Find(new LabSettings());
    private readonly string root = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private LiveNotebook live = null!; // set before a test begins

    public async ValueTask InitializeAsync()
    {
        string file = Path.Combine(root, "a.ipynb");
        await File.WriteAllBytesAsync(
            file,
            NotebookFile.Bytes(
                new NotebookState(
                    "a.ipynb",
                    NotebookFile.NewFrame(),
                    [Cell.New("a", "code", "1 + 1"), Cell.New("b", "code", "Thread.Sleep(Timeout.Infinite);")]
                )
            )
        );
        KernelStart Start(string folder) =>
            KernelStart.Serve(Kernel, Path.Combine(root, "artifacts"), "--input") with
            {
                WorkingDirectory = folder,
            };
        KernelSpec[] all =
        [
            new(KernelChoice.Own, KernelChoice.OwnTitle, Start),
            new("Other", "Other", folder => Start(folder) with { IsForeign = true }),
            KernelSpec.Foreign("Broken", "Broken", "/there/is/no/such/kernel stdio"),
            KernelSpec.Foreign("Dying", "Dying", "/bin/sh -c \"exit 3\""),
        ];
        KernelProcesses source = new();
        KernelLauncher kernels = new(all, new SpareKernels(0, source), source);
        live = (
            await LiveNotebook.OpenAsync(
                "a.ipynb",
                file,
                new CellRunner(kernels, root),
                new NotebookFolder(new LabFolders(Path.Combine(root, "data"), root)),
                TimeProvider.System
            )
        )!;
    }

    [Fact]
    public async Task A_cell_run_while_the_kernel_starts_waits_for_it()
    {
        Task warm = live.WarmAsync();
        live.Run(["a"]);
        await live.UntilAsync(state => state.Cells[0].ExecutionCount == 1);
        await live.UntilAsync(state => state.Kernel is KernelState.Idle);

        Assert.True(warm.IsCompletedSuccessfully);
        Assert.Equal("2", Assert.Single(live.State.Cells[0].Outputs).Text("text/plain"));
    }

    [Fact]
    public async Task A_question_asked_while_the_kernel_starts_is_answered()
    {
        _ = live.WarmAsync();
        List<Event> said = [];
        CommandResult result = await live.AskAsync(new RequestDiagnostics("int wrong = \"text\";"), said.Add, CancellationToken.None);

        Assert.True(result.Succeeded, result.Message);
        Assert.Contains(said, one => one is DiagnosticsProduced { Diagnostics.Count: > 0 });
    }

    [Fact]
    public async Task An_idle_kernel_that_is_restarted_runs_cells()
    {
        await live.WarmAsync();
        await live.RestartAsync();
        Assert.Equal(
            (KernelState.Idle, "The kernel is new. Variables are gone, outputs are kept."),
            (live.State.Kernel, live.State.Notice)
        );
        live.Run(["a"]);
        await live.UntilAsync(state => state.Cells[0].ExecutionCount == 1);
    }

    [Fact]
    public async Task A_kernel_restarted_while_a_cell_runs_ends_the_cell_and_runs_the_next()
    {
        live.Run(["b"]);
        await live.UntilAsync(state => state.Kernel is KernelState.Busy);
        await live.RestartAsync();

        Assert.Equal(CellActivity.None, live.State.Cells[1].Activity);
        Assert.Equal(KernelState.Idle, live.State.Kernel);
        live.Run(["a"]);
        await live.UntilAsync(state => state.Cells[0].ExecutionCount == 1);
    }

    [Fact]
    public async Task A_kernel_restarted_while_it_starts_runs_cells()
    {
        _ = live.WarmAsync();
        await live.RestartAsync();
        live.Run(["a"]);
        await live.UntilAsync(state => state.Cells[0].ExecutionCount == 1);
    }

    [Fact]
    public async Task A_cell_that_reads_a_line_is_answered_and_the_line_stays_with_its_outputs()
    {
        await live.DoAsync(new NotebookOperation.Edit("a", "Console.Write(\"Name? \"); Console.ReadLine()!.Length"));
        live.Run(["a"]);
        await live.UntilAsync(state => state.Asked is { Cell: "a", Secret: false });
        await live.AnswerAsync("Ada");
        await live.UntilAsync(state => state.Cells[0].ExecutionCount == 1);

        Assert.Null(live.State.Asked);
        Assert.Equal(["Name? Ada\n", null], live.State.Cells[0].Outputs.Select(output => JsonText.Of(output.Json["text"])));
        Assert.Equal("3", live.State.Cells[0].Outputs[1].Text("text/plain"));
    }

    [Fact]
    public async Task A_cell_that_waits_for_a_line_is_stopped()
    {
        await live.DoAsync(new NotebookOperation.Edit("a", "Console.ReadLine()"));
        live.Run(["a"]);
        await live.UntilAsync(state => state.Asked is not null);
        live.Stop();
        await live.UntilAsync(state => state.Kernel is KernelState.Idle && state.Cells[0].Outputs.Count > 0);

        Assert.Null(live.State.Asked);
        Assert.StartsWith(
            "The cell was stopped",
            JsonText.Of(Assert.Single(live.State.Cells[0].Outputs).Json["evalue"]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_kernel_takes_the_place_of_the_first_and_the_file_says_so()
    {
        live.Run(["a"]);
        await live.UntilAsync(state => state.Cells[0].ExecutionCount == 1);
        await live.ChangeKernelAsync("Other");

        Assert.Equal(
            (KernelState.Idle, "Other", "The kernel is Other now. Variables are gone, outputs are kept."),
            (live.State.Kernel, live.State.KernelName, live.State.Notice)
        );
        Assert.Equal(
            "Other",
            NotebookFile
                .Read("a.ipynb", await File.ReadAllBytesAsync(Path.Combine(root, "a.ipynb"), TestContext.Current.CancellationToken))
                .KernelName
        );
        Assert.NotEmpty(live.State.Cells[0].Outputs);
        live.Run(["a"]);
        await live.UntilAsync(state => state.Cells[0] is { RunNumber: 2, Activity: CellActivity.None });
        Assert.Equal(1, live.State.Cells[0].ExecutionCount); // the first run of a new kernel
    }

    [Theory]
    [InlineData("Broken", "cannot be started")]
    [InlineData("Dying", "3")]
    public async Task A_kernel_that_cannot_be_had_is_told_with_what_there_is_and_the_notebook_goes_back(string name, string why)
    {
        await live.WarmAsync();
        await live.ChangeKernelAsync(name);

        Assert.Equal((KernelState.Gone, name), (live.State.Kernel, live.State.KernelName));
        Assert.Contains(why, live.State.Notice, StringComparison.Ordinal);
        Assert.Contains("There is also C# (WhiteBoxLab), Other", live.State.Notice, StringComparison.Ordinal);
        await live.ChangeKernelAsync(KernelChoice.Own);
        live.Run(["a"]);
        await live.UntilAsync(state => state.Cells[0].ExecutionCount == 1);
    }

    [Fact]
    public async Task A_kernel_that_is_not_on_the_list_changes_nothing()
    {
        string before = live.State.ToJson();
        await live.WarmAsync();
        await live.ChangeKernelAsync("/bin/sh");

        Assert.Equal((KernelState.Idle, before), (live.State.Kernel, live.State.ToJson()));
        Assert.Equal("This lab has no kernel '/bin/sh'. It has C# (WhiteBoxLab), Other, Broken, Dying.", live.State.Notice);
    }

    public async ValueTask DisposeAsync()
    {
        await live.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }
}
