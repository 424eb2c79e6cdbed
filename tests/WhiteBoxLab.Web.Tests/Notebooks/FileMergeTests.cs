using System.Collections.Immutable;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

public sealed class FileMergeTests
{
    private static NotebookState Of(params (string Id, string Source)[] cells) =>
        new("a.ipynb", NotebookFile.NewFrame(), [.. cells.Select(cell => Cell.New(cell.Id, "code", cell.Source))]);

    private static readonly NotebookState Before = Of(("a", "1"), ("b", "2"), ("c", "3"));

    private static ImmutableList<CellMark> Marks => CellMark.Of(Before.Cells);

    private static NotebookState Merged(NotebookState here, NotebookState there) =>
        NotebookReducer.Apply(here, FileMerge.Of(here, Marks, there));

    private static string Words(NotebookState state) => string.Join(' ', state.Cells.Select(cell => $"{cell.Id}={cell.Source}"));

    private static NotebookState After(params NotebookOperation[] operations) => operations.Aggregate(Before, NotebookReducer.Apply);

    [Theory]
    [InlineData("one cell each", "a=here b=2 c=3", "a=1 b=there c=3", "a=here b=there c=3", 0)]
    [InlineData("the same cell alike", "a=new b=2 c=3", "a=new b=2 c=3", "a=new b=2 c=3", 0)]
    [InlineData("the same cell differently", "a=here b=2 c=3", "a=there b=2 c=3", "a=here b=2 c=3", 1)]
    [InlineData("a new cell there", "a=1 b=2 c=3", "a=1 n=9 b=2 c=3", "a=1 n=9 b=2 c=3", 0)]
    [InlineData("a new cell on both sides", "a=1 h=8 b=2 c=3", "a=1 b=2 n=9 c=3", "a=1 h=8 b=2 n=9 c=3", 0)]
    [InlineData("deleted there", "a=1 b=2 c=3", "a=1 c=3", "a=1 c=3", 0)]
    [InlineData("deleted here", "a=1 c=3", "a=1 b=2 c=there", "a=1 c=there", 0)]
    [InlineData("deleted there, changed here", "a=1 b=here c=3", "a=1 c=3", "a=1 b=here c=3", 1)]
    [InlineData("deleted here, changed there", "a=1 c=3", "a=1 b=there c=3", "a=1 b=there c=3", 0)]
    [InlineData("moved there", "a=1 b=here c=3", "c=3 a=1 b=2", "c=3 a=1 b=here", 0)]
    [InlineData("moved here", "c=3 a=1 b=2", "a=1 b=there c=3", "c=3 a=1 b=there", 0)]
    [InlineData("everything replaced there", "a=1 b=2 c=3", "x=1 y=2", "x=1 y=2", 0)]
    public void Both_sides_come_together(string what, string here, string there, string together, int conflicts)
    {
        NotebookState merged = Merged(Parse(here), Parse(there));

        Assert.True(together == Words(merged), $"{what}: {Words(merged)}");
        Assert.Equal(conflicts, merged.Conflicts.Count);
        Assert.Contains("The file was changed elsewhere.", merged.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_deleted_there_lies_in_the_bin() =>
        Assert.Equal("b", Assert.Single(Merged(Before, Of(("a", "1"), ("c", "3"))).Bin).Cell.Id);

    [Fact]
    public void Whoever_chooses_theirs_finds_the_own_text_in_the_bin()
    {
        NotebookState merged = Merged(After(new Edit("a", "here")), Of(("a", "there"), ("b", "2"), ("c", "3")));

        NotebookState theirs = NotebookReducer.Apply(merged, new Resolve("a", Theirs: true)),
            ours = NotebookReducer.Apply(merged, new Resolve("a", Theirs: false));

        Assert.Equal(("there", "here"), (theirs.Find("a")!.Source, Assert.Single(theirs.Bin).Cell.Source));
        Assert.Equal("here", ours.Find("a")!.Source);
        Assert.Empty(theirs.Conflicts);
        Assert.Empty(ours.Conflicts);
        Assert.Equal(["here", "there", "2", "3"], NotebookReducer.Apply(theirs, new Restore()).Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void A_file_without_ids_is_matched_by_content_and_place()
    {
        const string file =
            """{"cells":[{"cell_type":"markdown","metadata":{},"source":"# T"},{"cell_type":"markdown","metadata":"""
            + """{},"source":"b"},{"cell_type":"markdown","metadata":{},"source":"same"},{"cell_type":"markdown","metadata":"""
            + """{},"source":"same"}],"metadata":{},"nbformat":4,"nbformat_minor":4}""";
        NotebookState before = NotebookFile.Read("a.ipynb", file),
            here = NotebookReducer.Apply(before, new Edit(before.Cells[0].Id, "# Mine"));
        NotebookState there = NotebookFile.Read("a.ipynb", file.Replace("\"b\"", "\"theirs\"", StringComparison.Ordinal));

        NotebookState merged = NotebookReducer.Apply(here, FileMerge.Of(here, CellMark.Of(before.Cells), there));

        Assert.Equal(["# Mine", "theirs", "same", "same"], merged.Cells.Select(cell => cell.Source));
        Assert.Equal(before.Cells.Select(cell => cell.Id), merged.Cells.Select(cell => cell.Id));
        Assert.Empty(merged.Conflicts);
    }

    [Fact]
    public void The_way_a_file_is_laid_out_is_no_change()
    {
        Cell lines = NotebookFile
            .Read(
                "a.ipynb",
                """{"cells":[{"cell_type":"code","id":"a","metadata":{"x":1,"y":[]},"outputs":"""
                    + """[{"output_type":"stream","name":"stdout","text":["a\n","b"]}],"source":["1\n","2"]}],"nbformat":"""
                    + """4,"nbformat_minor":5}"""
            )
            .Cells[0];
        Cell joined = NotebookFile
            .Read(
                "a.ipynb",
                """{"cells":[{"id":"a","cell_type":"code","metadata":{"y":[],"x":1},"source":"1\n2","outputs":"""
                    + """[{"name":"stdout","output_type":"stream","text":"a\nb"}]}],"nbformat":4,"nbformat_minor":5}"""
            )
            .Cells[0];

        Assert.Equal(CellMark.HashOf(lines), CellMark.HashOf(joined));
        Assert.NotEqual(CellMark.HashOf(lines), CellMark.HashOf(lines with { Source = "1" }));
    }

    private static NotebookState Parse(string words) => Of([.. words.Split(' ').Select(word => (word.Split('=')[0], word.Split('=')[1]))]);
}
