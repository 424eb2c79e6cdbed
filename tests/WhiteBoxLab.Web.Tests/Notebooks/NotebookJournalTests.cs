using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebookJournalTests : IDisposable
{
    private static readonly Cell Sample = NotebookReducer
        .Apply(
            new("a.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "code", "1")]),
            new Show(
                "a",
                new CellOutput(
                    new JsonObject
                    {
                        ["output_type"] = "stream",
                        ["name"] = "stdout",
                        ["text"] = "x",
                    },
                    "v"
                )
            )
        )
        .Cells[0];
    private static readonly JournalEntry Mark = new(0, null, new FileMark("h", [new CellMark("a", "1")]));

    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    private string Path => System.IO.Path.Combine(folder, "sub", "journal");

    private static NotebookOperation[] Samples =>
        [
            new Edit("a", "é\n\"x\""),
            new Splice("a", 1, 2, "z"),
            new Insert("n", "raw", null, "s"),
            new Put([Sample], "a"),
            new Split("a", 1, "n"),
            new Merge("a", "b"),
            new Delete("a"),
            new Restore("a"),
            new EmptyBin(),
            new Fold("a", CellPart.Outputs, true),
            new Tag("a", "t", true),
            new Attach("a", "n.png", "image/png", "AA=="),
            new Move("a", -1),
            new MoveTo(["a", "b"], null),
            new Turn("a", "markdown"),
            new Enqueue("a"),
            new Unqueue("a"),
            new Begin("a", DateTimeOffset.UnixEpoch),
            new Show("a", Sample.Outputs[0], true),
            new End("a", false, 3, 0.25),
            new ClearOutputs("a"),
            new ChangeKernel("k"),
            new KernelTurns(KernelState.Busy),
            new Asks(new CellInput("a", "?", true)),
            new Tell("s"),
            new Saved(3),
            new SaveFailed("why"),
            new TakeFile(
                [Sample],
                NotebookFile.NewFrame(),
                NotebookStyle.Jupyter,
                [new BinnedCell(0, Sample)],
                [new CellConflict("a", Sample), new CellConflict("b", null)],
                "s"
            ),
            new Resolve("a", true),
            new Trust(),
            new Refreshed(),
            new Wipe("a"),
        ];

    [Fact]
    public void Every_operation_comes_back_from_JSON_as_it_was()
    {
        Assert.Equal(
            NotebookJson.Operations.Select(type => type.Name),
            Samples.Select(sample => sample.GetType().Name).Order(StringComparer.Ordinal)
        );
        foreach (NotebookOperation sample in Samples)
            Assert.Equal(NotebookJson.Write(sample), NotebookJson.Write(NotebookJson.Read(NotebookJson.Write(sample))));
    }

    [Fact]
    public void What_an_operation_does_is_the_same_after_JSON()
    {
        NotebookState state = new("a.ipynb", NotebookFile.NewFrame(), [Sample, Cell.New("b", "markdown", "two")]);

        foreach (NotebookOperation sample in Samples)
            Assert.Equal(sample.Apply(state).ToJson(), NotebookJson.Read(NotebookJson.Write(sample)).Apply(state).ToJson());
    }

    [Fact]
    public async Task What_was_told_to_be_there_is_there()
    {
        await using (NotebookJournal journal = new(Path))
        {
            await journal.AppendAsync(Mark);
            await Task.WhenAll(Enumerable.Range(1, 100).Select(i => journal.AppendAsync(new JournalEntry(i, new Edit("a", $"{i}")))));
        }

        await using NotebookJournal again = new(Path);
        Assert.Equal(Enumerable.Range(0, 101).Select(i => (long)i), again.Found.Select(entry => entry.Number));
        Assert.Equal(new Edit("a", "100"), again.Found[^1].Operation);
    }

    [Fact]
    public async Task A_torn_line_is_dropped_and_the_next_one_is_whole()
    {
        await using (NotebookJournal journal = new(Path))
        {
            await journal.AppendAsync(Mark);
            await journal.AppendAsync(new JournalEntry(1, new Edit("a", "whole")));
            await journal.AppendAsync(new JournalEntry(2, new Edit("a", "torn")));
        }
        using (FileStream file = File.OpenWrite(Path))
            file.SetLength(file.Length - 5);

        await using (NotebookJournal journal = new(Path))
        {
            Assert.Equal(2, journal.Found.Count);
            await journal.AppendAsync(new JournalEntry(2, new Edit("a", "again")));
        }
        await using NotebookJournal last = new(Path);
        Assert.Equal(["whole", "again"], last.Found.Select(entry => entry.Operation).OfType<Edit>().Select(edit => edit.Text));
    }

    [Fact]
    public async Task A_line_that_was_tampered_with_ends_what_is_believed()
    {
        await using (NotebookJournal journal = new(Path))
            await Task.WhenAll(
                journal.AppendAsync(Mark),
                journal.AppendAsync(new JournalEntry(1, new Edit("a", "aaaa"))),
                journal.AppendAsync(new JournalEntry(2, new Edit("a", "b")))
            );
        await File.WriteAllTextAsync(
            Path,
            (await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken)).Replace("aaaa", "aaab", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        await using NotebookJournal again = new(Path);

        Assert.Single(again.Found);
    }

    [Fact]
    public async Task Beginning_anew_keeps_what_came_after()
    {
        await using (NotebookJournal journal = new(Path))
        {
            for (int i = 1; i <= 5; i++)
                await journal.AppendAsync(new JournalEntry(i, new Edit("a", $"{i}")));
            await journal.RestartAsync(Mark with { Number = 3 });
            await journal.AppendAsync(new JournalEntry(6, new Edit("a", "6")));
        }

        await using NotebookJournal again = new(Path);
        Assert.Equal([3L, 4, 5, 6], again.Found.Select(entry => entry.Number));
        Assert.NotNull(again.Found[0].File);
    }

    [Fact]
    public async Task A_second_lab_with_the_same_folder_is_refused()
    {
        await using NotebookJournal first = new(Path);
        await first.AppendAsync(Mark);

        Assert.Throws<IOException>(() => new NotebookJournal(Path));
    }

    [Fact]
    public void The_difference_of_two_texts_is_one_part()
    {
        foreach (
            (string before, string after) in new[]
            {
                ("", "a"),
                ("a", ""),
                ("abc", "abXc"),
                ("aaa", "aa"),
                ("aa", "aaa"),
                ("abab", "abXab"),
                ("same", "same"),
                ("x", "y"),
            }
        )
        {
            Splice splice = TextChange.Between("a", before, after);
            Assert.Equal(after, before.Remove(splice.At, splice.Length).Insert(splice.At, splice.Text));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
