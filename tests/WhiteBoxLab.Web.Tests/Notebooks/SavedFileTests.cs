using System.Diagnostics;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Saving keeps what a file is, and what somebody else has in it.</summary>
public sealed class SavedFileTests : IDisposable
{
    private readonly ClosedLab lab = new();

    [Fact]
    public async Task A_saved_file_keeps_its_mode_and_its_owner()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Modes and owners are Linux's here.");
        lab.Write(("a", "1"));
        Run("chmod", "660", lab.File);
        if (Environment.IsPrivilegedProcess)
            Run("chown", "1234:2345", lab.File);
        string before = Run("stat", "-c", "%a %u %g", lab.File);

        await EditAndSaveAsync();

        Assert.Equal(before, Run("stat", "-c", "%a %u %g", lab.File));
        Assert.Contains("typed", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_is_a_link_stays_one_and_what_it_leads_to_is_saved()
    {
        lab.Write(("a", "1"));
        string real = Path.Combine(lab.Folder, "real.ipynb");
        File.Move(lab.File, real);
        File.CreateSymbolicLink(lab.File, "real.ipynb");

        await EditAndSaveAsync();

        Assert.Equal("real.ipynb", new FileInfo(lab.File).LinkTarget);
        Assert.Contains("typed", await File.ReadAllTextAsync(real, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_notebook_is_not_overwritten_and_the_page_says_why()
    {
        lab.Write(("a", "1"));
        string before = await ReadAsync();
        File.SetAttributes(lab.File, FileAttributes.ReadOnly);
        await using LiveNotebook live = await lab.OpenAsync();
        await live.DoAsync(new Edit("a", "typed"));
        await live.SaveAsync();

        Assert.Equal(before, await ReadAsync());
        Assert.Equal(
            "Cannot save: 'a.ipynb' is read-only. Make it writable, or download a copy; what you typed is kept by the lab.",
            live.State.SaveProblem
        );
        File.SetAttributes(lab.File, FileAttributes.Normal);
        await live.SaveAsync();
        Assert.Contains("typed", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_program_wrote_that_cannot_be_read_is_not_overwritten_by_the_next_edits()
    {
        lab.Write(("a", "1"));
        await using LiveNotebook live = await lab.OpenAsync();
        await File.WriteAllTextAsync(lab.File, "{ half of a file", TestContext.Current.CancellationToken);
        await live.LookAsync(new IdleRule(null));
        await live.DoAsync(new Edit("a", "typed"));
        await live.SaveAsync();
        await live.DoAsync(new Edit("a", "typed on"));
        await live.SaveAsync();

        Assert.Equal("{ half of a file", await ReadAsync());
        Assert.Contains("Line 1 is not valid JSON", live.State.SaveProblem, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(lab.File, ClosedLab.BytesOf(("a", "1"), ("b", "theirs")), TestContext.Current.CancellationToken);
        await live.SaveAsync();
        Assert.Equal(["typed on", "theirs"], live.State.Cells.Select(cell => cell.Source));
        Assert.Null(live.State.SaveProblem);
    }

    [Fact]
    public async Task A_name_as_long_as_the_file_system_takes_is_saved()
    {
        string name = $"{new string('n', 249)}.ipynb";
        lab.Write();
        await File.WriteAllBytesAsync(Path.Combine(lab.Folder, name), ClosedLab.BytesOf(("a", "1")), TestContext.Current.CancellationToken);
        await using LiveNotebook live = await lab.OpenAsync(name);
        await live.DoAsync(new Edit("a", "typed"));
        await live.SaveAsync();

        Assert.Null(live.State.SaveProblem);
        Assert.Contains(
            "typed",
            await File.ReadAllTextAsync(Path.Combine(lab.Folder, name), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(2, Directory.GetFiles(lab.Folder).Length);
    }

    [Fact]
    public void A_name_is_cut_where_the_file_system_would_refuse_it_and_between_characters()
    {
        NotebookFiles files = new(new LabFolders(lab.Data, lab.Folder));
        lab.Write();
        string first = files.Free(new string('漢', 200)),
            word = new('n', 200);
        File.WriteAllText(Path.Combine(lab.Folder, first), "");
        string second = files.Free(new string('漢', 200));

        Assert.All([first, second], name => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 240, 255));
        Assert.NotEqual(first, second);
        Assert.Equal($"{word}.ipynb", files.Clean(word));
        Assert.Equal("𠮷.ipynb", files.Clean("𠮷"));
    }

    [Fact]
    public async Task A_notebook_is_saved_where_the_journal_cannot_be_written()
    {
        lab.Write(("a", "1"));
        Directory.CreateDirectory(lab.Data);
        await File.WriteAllTextAsync(Path.Combine(lab.Data, "notebooks"), "no folder", TestContext.Current.CancellationToken);
        await using LiveNotebook live = await lab.OpenAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => live.DoAsync(new Edit("a", "typed")));
        await live.SaveAsync();

        Assert.Contains("typed", await ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(0, live.State.Unsaved);
    }

    public void Dispose() => lab.Dispose();

    private async Task EditAndSaveAsync()
    {
        await using LiveNotebook live = await lab.OpenAsync();
        await live.DoAsync(new Edit("a", "typed"));
        await live.SaveAsync();
        Assert.Null(live.State.SaveProblem);
    }

    private Task<string> ReadAsync() => File.ReadAllTextAsync(lab.File, TestContext.Current.CancellationToken);

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said;
    }
}
