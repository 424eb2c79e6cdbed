using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Notebooks as people bring them, opened and run with a real kernel as the page does.</summary>
public sealed class NotebooksOfOthersTests : IDisposable
{
    private static readonly string Kernel = KernelFolder.Find(new LabSettings());
    private static readonly string Data = Path.Combine(
        typeof(NotebooksOfOthersTests)
            .Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>()
            .First(one => one.Key == "RepositoryRoot")
            .Value!,
        "tests",
        "data",
        "notebooks"
    );

    private readonly string root = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_notebook_of_another_language_says_so_and_runs_nothing()
    {
        await using LiveNotebook live = await OpenAsync("12-python-notebook");
        live.Run(live.State.Cells.Select(cell => cell.Id));

        Assert.Equal(
            ("This is a notebook for Python; the lab runs C#. Its cells are shown and not run.", true),
            (live.State.Notice, live.State.IsPolyglot)
        );
        Assert.Equal("Python", NotebookLanguage.TitleOf(CellCode.LanguageIn(live.State.Cells[0], live.State)));
        Assert.Equal((CellActivity.None, 0), (live.State.Cells[0].Activity, live.State.Cells[0].Outputs.Count));
    }

    [Fact]
    public async Task Run_all_runs_what_can_be_run_and_the_other_cell_says_which_languages_there_are()
    {
        await using LiveNotebook live = await OpenAsync("13-polyglot");
        await RunAllAsync(live, last: "c3");

        Assert.Equal(
            "This cell is in F#, which this kernel does not run. There is C#, HTML, Markdown, Mermaid, Value.",
            JsonText.Of(Assert.Single(live.State.Cells[0].Outputs).Json["evalue"])
        );
        Assert.Equal(
            ("<b>bold</b>", "1"),
            (Assert.Single(live.State.Cells[1].Outputs).Text("text/html"), Assert.Single(live.State.Cells[2].Outputs).Text("text/plain"))
        );
        Assert.Equal(
            ["F#", "HTML", "C#"],
            live.State.Cells.Select(cell => NotebookLanguage.TitleOf(CellCode.LanguageIn(cell, live.State)))
        );
    }

    [Fact]
    public async Task A_cell_may_fail_by_its_tag_and_one_is_left_out()
    {
        await using LiveNotebook live = await OpenAsync("14-tags");
        await RunAllAsync(live, last: live.State.Cells[3].Id);

        Assert.Equal([false, true, null, true], live.State.Cells.Select(cell => cell.Succeeded));
        Assert.Equal("end", Assert.Single(live.State.Cells[3].Outputs).Text("text/plain"));
    }

    [Fact]
    public async Task A_handle_is_updated_from_a_later_cell_and_keeps_its_type()
    {
        await using LiveNotebook live = await OpenAsync("07-update-from-a-later-cell");
        await RunAllAsync(live, last: live.State.Cells[2].Id);

        Assert.Equal(
            ("second, from a later cell", "<i>b</i>"),
            (Assert.Single(live.State.Cells[0].Outputs).Text("text/plain"), Assert.Single(live.State.Cells[2].Outputs).Text("text/html"))
        );
        Assert.Empty(live.State.Cells[1].Outputs);
    }

    [Fact]
    public async Task A_cell_clears_what_it_has_shown()
    {
        await using LiveNotebook live = await OpenAsync("14-tags");
        string cell = live.State.Cells[1].Id;
        await live.DoAsync(
            new NotebookOperation.Edit(
                cell,
                "Console.WriteLine(1); ClearOutput(); Console.WriteLine(2); ClearOutput(wait: true); Console.WriteLine(3);"
            )
        );
        live.Run([cell]);
        await live.UntilAsync(state => state.Find(cell)!.Succeeded is not null);

        Assert.Equal("3\n", JsonText.Of(Assert.Single(live.State.Find(cell)!.Outputs).Json["text"]));
    }

    private static async Task RunAllAsync(LiveNotebook live, string last)
    {
        live.Run(live.State.Cells.Select(cell => cell.Id));
        await live.UntilAsync(state => state.Find(last)!.Succeeded is not null);
    }

    private async Task<LiveNotebook> OpenAsync(string name)
    {
        string file = Path.Combine(root, name + ".ipynb");
        File.Copy(Path.Combine(Data, name + ".ipynb"), file);
        KernelLauncher kernels = new(
            folder => KernelStart.Serve(Kernel, Path.Combine(root, "artifacts"), "--input") with { WorkingDirectory = folder },
            new KernelProcesses()
        );
        return (
            await LiveNotebook.OpenAsync(
                name + ".ipynb",
                file,
                new CellRunner(kernels, root),
                new NotebookFolder(new LabFolders(Path.Combine(root, "data"), root)),
                TimeProvider.System
            )
        )!;
    }
}
