using System.Text;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

public sealed class LiveNotebookTests : IDisposable
{
    private static readonly KernelLauncher NoKernels = new(_ => new KernelStart("/there/is/no/such/program", []), new KernelProcesses());

    private readonly string root = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private int copies;

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_crash_before_any_save()
    {
        string lab = Lab(("a", "1"), ("b", "2"));
        await using LiveNotebook live = await OpenAsync(lab);
        await live.DoAsync(new Edit("a", "typed"));
        await live.DoAsync(new Splice("a", 5, 0, " more"));
        await live.DoAsync(new Insert("n", "markdown", "a", "# New"));
        await live.DoAsync(new Delete("b"));

        await using LiveNotebook after = await OpenAsync(Crash(lab));

        Assert.Equal([("a", "typed more"), ("n", "# New")], after.State.Cells.Select(cell => (cell.Id, cell.Source)));
        Assert.Equal("b", Assert.Single(after.State.Bin).Cell.Id);
        Assert.Equal(0, after.State.Unsaved);
    }

    [Fact]
    public async Task A_crash_between_the_mark_and_the_file_and_one_after_both_give_the_same()
    {
        string lab = Lab(("a", "1"));
        await using LiveNotebook live = await OpenAsync(lab);
        await live.DoAsync(new Edit("a", "2"));
        string old = Crash(lab);
        await live.SaveAsync();
        string saved = Crash(lab);
        await live.DoAsync(new Edit("a", "23"));
        string later = Crash(lab);
        File.Copy(FileOf(old), FileOf(saved), overwrite: true); // the mark is in the journal, the file is not in place

        await using LiveNotebook one = await OpenAsync(saved),
            other = await OpenAsync(later);

        Assert.Equal("2", one.State.Find("a")!.Source);
        Assert.Equal("23", other.State.Find("a")!.Source);
        Assert.Empty(one.State.Conflicts);
    }

    [Fact]
    public async Task A_file_changed_between_crash_and_start_is_merged_with_what_the_journal_has()
    {
        string lab = Lab(("a", "1"), ("b", "2"), ("c", "3"));
        await using LiveNotebook live = await OpenAsync(lab);
        await live.DoAsync(new Edit("a", "typed here"));
        await live.DoAsync(new Splice("a", 0, 0, "// "));
        await live.DoAsync(new Splice("c", 1, 0, "!"));
        string crashed = Crash(lab);
        Write(crashed, ("a", "1"), ("b", "there"), ("c", "there"), ("n", "new"));

        await using LiveNotebook after = await OpenAsync(crashed);

        Assert.Equal(
            [("a", "// typed here"), ("b", "there"), ("c", "3!"), ("n", "new")],
            after.State.Cells.Select(cell => (cell.Id, cell.Source))
        );
        Assert.Equal(("c", "there"), (Assert.Single(after.State.Conflicts).Cell, after.State.Conflicts[0].Theirs!.Source));
        await using LiveNotebook again = await OpenAsync(Crash(crashed));
        Assert.Equal("c", Assert.Single(again.State.Conflicts).Cell);
    }

    [Fact]
    public async Task A_file_changed_while_it_is_open_is_taken_in()
    {
        string lab = Lab(("a", "1"), ("b", "2"));
        await using LiveNotebook live = await OpenAsync(lab);
        await live.DoAsync(new Edit("a", "here"));
        Write(lab, ("a", "1"), ("b", "there"));

        await live.LookAsync(new IdleRule(null));

        Assert.Equal(["here", "there"], live.State.Cells.Select(cell => cell.Source));
        await live.DoAsync(new Edit("b", "there!"));
        await using LiveNotebook after = await OpenAsync(Crash(lab));
        Assert.Equal(["here", "there!"], after.State.Cells.Select(cell => cell.Source));
        await live.SaveAsync();
        Assert.Equal(live.State.ToJson(), await File.ReadAllTextAsync(FileOf(lab), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_taken_in_without_own_changes_is_not_written_again()
    {
        string lab = Lab(("a", "1"));
        await using LiveNotebook live = await OpenAsync(lab);
        Write(lab, ("a", "there"));
        byte[] theirs = await File.ReadAllBytesAsync(FileOf(lab), TestContext.Current.CancellationToken);

        await live.LookAsync(new IdleRule(null));
        await live.SaveAsync();

        Assert.Equal("there", live.State.Find("a")!.Source);
        Assert.Equal(0, live.State.Unsaved);
        Assert.Equal(theirs, await File.ReadAllBytesAsync(FileOf(lab), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Something_broken_written_over_the_file_loses_nothing()
    {
        string lab = Lab(("a", "1"));
        await using LiveNotebook live = await OpenAsync(lab);
        await live.DoAsync(new Edit("a", "mine"));
        await File.WriteAllTextAsync(FileOf(lab), "{ broken", TestContext.Current.CancellationToken);

        await live.SaveAsync();

        Assert.Contains("Line 1 is not valid JSON", live.State.SaveProblem, StringComparison.Ordinal);
        Assert.Equal("{ broken", await File.ReadAllTextAsync(FileOf(lab), TestContext.Current.CancellationToken));
        await live.OverwriteAsync();
        Assert.Null(live.State.SaveProblem);
        Assert.Equal(live.State.ToJson(), await File.ReadAllTextAsync(FileOf(lab), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cell_that_ran_when_the_lab_ended_keeps_its_outputs_and_the_page_says_so()
    {
        string lab = Lab(("a", "1"), ("b", "2"));
        await using LiveNotebook live = await OpenAsync(lab);
        await live.DoAsync(new Begin("b"));
        await live.DoAsync(
            new Show(
                "b",
                new CellOutput(
                    new()
                    {
                        ["name"] = "stdout",
                        ["output_type"] = "stream",
                        ["text"] = "half way",
                    }
                )
            )
        );

        await using LiveNotebook after = await OpenAsync(Crash(lab));

        Assert.Equal("The lab ended while cell 2 ran. Its kernel is gone; what it had shown is kept.", after.State.Notice);
        Assert.Equal(CellActivity.None, after.State.Find("b")!.Activity);
        Assert.Equal("half way", JsonText.Of(Assert.Single(after.State.Find("b")!.Outputs).Json["text"]));
    }

    [Fact]
    public async Task Opening_and_closing_touches_neither_the_file_nor_a_journal()
    {
        string lab = Lab(("a", "1"));
        DateTime stamp = File.GetLastWriteTimeUtc(FileOf(lab));

        await using (LiveNotebook live = await OpenAsync(lab))
            await live.LookAsync(new IdleRule(null));

        Assert.Equal(stamp, File.GetLastWriteTimeUtc(FileOf(lab)));
        Assert.False(Directory.Exists(Path.Combine(lab, "data")));
    }

    [Fact]
    public async Task An_idle_kernel_ends_and_the_page_says_so()
    {
        await using LiveNotebook live = await OpenAsync(Lab(("a", "1")));
        await live.DoAsync(new KernelTurns(KernelState.Idle));

        await live.LookAsync(new IdleRule(TimeSpan.FromDays(1)));
        Assert.Equal(KernelState.Idle, live.State.Kernel);
        await live.LookAsync(new IdleRule(TimeSpan.Zero));

        Assert.Equal(KernelState.Gone, live.State.Kernel);
        Assert.Contains("had nothing to do", live.State.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(25_000_000, 2_400_000, true)]
    [InlineData(25_000_000, 2_600_000, false)]
    public void Memory_is_short_below_a_tenth(long all, long left, bool isShort) =>
        Assert.Equal(
            isShort,
            MachineMemory.IsShortIn([
                $"MemTotal:       {all} kB",
                "MemFree:          10 kB",
                $"MemAvailable:    {left} kB",
                "HugePages_Total:       0",
            ])
        );

    [Fact]
    public async Task A_paste_of_five_megabytes_is_kept_and_the_next_letter_costs_a_line()
    {
        string lab = Lab(("a", "1")),
            pasted = string.Concat(Enumerable.Repeat("0123456789abcde\n", 5 << 16));
        await using LiveNotebook live = await OpenAsync(lab);
        await live.DoAsync(new Edit("a", pasted));
        long before = new FileInfo(JournalOf(lab)).Length;
        await live.DoAsync(new Edit("a", pasted + "x"));

        Assert.InRange(new FileInfo(JournalOf(lab)).Length - before, 1, 500);
        await using LiveNotebook after = await OpenAsync(Crash(lab));
        Assert.Equal(pasted + "x", after.State.Find("a")!.Source);
    }

    [Fact]
    public async Task Five_thousand_cells_open_and_are_edited_and_saved()
    {
        string lab = Lab([.. Enumerable.Range(0, 5000).Select(i => ($"c{i}", $"{i}"))]);
        await using LiveNotebook live = await OpenAsync(lab);
        await live.DoAsync(new Edit("c4999", "last"));
        await live.DoAsync(new Move("c0", 1));
        await live.SaveAsync();

        NotebookState file = NotebookFile.Read("a.ipynb", await File.ReadAllBytesAsync(FileOf(lab), TestContext.Current.CancellationToken));
        Assert.Equal((5000, "c1", "last"), (file.Cells.Count, file.Cells[0].Id, file.Cells[4999].Source));
    }

    [Fact]
    public async Task A_file_of_a_hundred_megabytes_opens_and_is_edited()
    {
        string lab = Lab(("a", "1"), ("b", "2"));
        await using (FileStream file = File.Create(FileOf(lab)))
        {
            await file.WriteAsync(
                (
                    "{\n \"cells\": [\n  {\n   \"cell_type\": \"code\",\n   \"execution_count\": 1,\n   \"id\": \"a\",\n"u8
                    + "   \"metadata\": {},\n   \"outputs\": [\n    {\n     \"data\": {\n      \"image/png\": \""u8
                ).ToArray(),
                TestContext.Current.CancellationToken
            );
            byte[] part = Encoding.ASCII.GetBytes(new string('A', 1 << 20));
            for (int i = 0; i < 100; i++)
                await file.WriteAsync(part, TestContext.Current.CancellationToken);
            await file.WriteAsync(
                (
                    "\"\n     },\n     \"metadata\": {},\n     \"output_type\": \"display_data\"\n    }\n   ],\n   \"source\": [\n"u8
                    + "    \"1\"\n   ]\n  }\n ],\n \"metadata\": {},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n"u8
                ).ToArray(),
                TestContext.Current.CancellationToken
            );
        }
        long length = new FileInfo(FileOf(lab)).Length;
        await using LiveNotebook live = await OpenAsync(lab);

        await live.DoAsync(new Edit("a", "2"));
        await live.SaveAsync();

        Assert.Equal(0, live.State.Unsaved);
        Assert.Equal(length, new FileInfo(FileOf(lab)).Length);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_with_its_size()
    {
        string lab = Lab();
        await using (FileStream file = File.OpenWrite(FileOf(lab)))
            file.SetLength(300L << 20);

        NotebookUnreadableException refused = await Assert.ThrowsAsync<NotebookUnreadableException>(() => OpenAsync(lab));

        Assert.StartsWith(
            "The file has 300 MB; the lab opens notebooks up to 256 MB. Nothing was changed.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string, byte[], string> Broken =>
        new()
        {
            { "broken JSON", "{\n \"cells\": [\n"u8.ToArray(), "Line 3 is not valid JSON" },
            { "nbformat 3", """{"nbformat":3,"worksheets":[]}"""u8.ToArray(), "This notebook is of format 3" },
            { "invalid UTF-8", [.. "{\"cells\":[],\"nbformat\":4,\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8], "Byte 31 is not UTF-8" },
            { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")], "The file is UTF-16" },
            {
                "deep nesting",
                Encoding.ASCII.GetBytes($"{{\"cells\":[],\"nbformat\":4,\"x\":{new string('[', 100_000)}{new string(']', 100_000)}}}"),
                "This JSON is nested more than 512 levels deep"
            },
            { "an empty file", [], "Line 1 is not valid JSON" },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_no_notebook_is_refused_with_a_sentence_and_left_alone(string what, byte[] bytes, string sentence)
    {
        string lab = Lab();
        await File.WriteAllBytesAsync(FileOf(lab), bytes, TestContext.Current.CancellationToken);

        NotebookUnreadableException refused = await Assert.ThrowsAsync<NotebookUnreadableException>(() => OpenAsync(lab));

        Assert.True(refused.Message.StartsWith(sentence, StringComparison.Ordinal), $"{what}: {refused.Message}");
        Assert.Contains("Nothing was changed.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(FileOf(lab), TestContext.Current.CancellationToken));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string FileOf(string lab) => Path.Combine(lab, "a.ipynb");

    private static string JournalOf(string lab) => FolderOf(lab).JournalOf("a.ipynb");

    private static NotebookFolder FolderOf(string lab) => new(new LabFolders(Path.Combine(lab, "data"), lab));

    private string Lab(params (string Id, string Source)[] cells)
    {
        string lab = Path.Combine(root, $"lab{copies++}");
        Directory.CreateDirectory(lab);
        Write(lab, cells);
        return lab;
    }

    private static void Write(string lab, params (string Id, string Source)[] cells) =>
        File.WriteAllBytes(
            FileOf(lab),
            NotebookFile.Bytes(
                new NotebookState("a.ipynb", NotebookFile.NewFrame(), [.. cells.Select(cell => Cell.New(cell.Id, "code", cell.Source))])
            )
        );

    // What the disk has at this moment, as a process killed now would leave it.
    private string Crash(string lab)
    {
        string left = Path.Combine(root, $"lab{copies++}");
        using System.Diagnostics.Process copy = System.Diagnostics.Process.Start("cp", ["-r", lab, left]); // asks nobody's lock
        copy.WaitForExit();
        return left;
    }

    private static async Task<LiveNotebook> OpenAsync(string lab) =>
        (await LiveNotebook.OpenAsync("a.ipynb", FileOf(lab), new CellRunner(NoKernels, lab), FolderOf(lab), TimeProvider.System))!;
}
