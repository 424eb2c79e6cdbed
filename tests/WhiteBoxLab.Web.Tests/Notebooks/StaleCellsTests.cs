using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Storage;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

public sealed class StaleCellsTests
{
    private static NotebookState Ran(params string[] cells)
    {
        NotebookState state = new("a.ipynb", NotebookFile.NewFrame(), [.. cells.Select((text, i) => Cell.New($"{i}", "code", text))]);
        return Enumerable.Range(0, cells.Length).Aggregate(state, (so, i) => Run(so, $"{i}"));
    }

    private static NotebookState Run(NotebookState state, string id) =>
        NotebookReducer.Apply(NotebookReducer.Apply(state, new Begin(id)), new End(id, true, (int)state.Runs + 1, 0.1));

    [Fact]
    public void Cells_that_ran_from_the_top_are_up_to_date() =>
        Assert.Empty(StaleCells.Of(Ran("var x = 1;", "var y = x + 1;", "y", "var x = 5;", "x")));

    [Fact]
    public void An_edit_makes_the_cell_and_all_that_builds_on_it_stale()
    {
        NotebookState state = NotebookReducer.Apply(Ran("var x = 1;", "var y = x;", "y", "var z = 3;"), new Edit("0", "var x = 2;"));

        IReadOnlyDictionary<string, string> stale = StaleCells.Of(state);

        Assert.Equal(["0", "1", "2"], stale.Keys);
        Assert.Equal("edited after its run", stale["0"]);
        Assert.Equal("x changed after this run", stale["1"]);
        Assert.Equal(["1", "2"], StaleCells.Of(Run(state, "0")).Keys);
        Assert.Empty(StaleCells.Of(Run(Run(Run(state, "0"), "1"), "2")));
    }

    [Fact]
    public void Undoing_an_edit_makes_it_fit_again()
    {
        NotebookState state = Ran("var x = 1;");

        Assert.Empty(StaleCells.Of(NotebookReducer.Apply(NotebookReducer.Apply(state, new Edit("0", "2")), new Edit("0", "var x = 1;"))));
    }

    [Theory]
    [InlineData("int[] maps = { 1 };", "maps")]
    [InlineData("List<int> list = new();", "list")]
    [InlineData("record Row(int A);", "Row")]
    [InlineData("static int Twice(int n) => 2 * n;", "Twice")]
    [InlineData("count += 1;", "count")]
    [InlineData("string? word = null;", "word")]
    public void What_a_cell_makes_is_found(string source, string name) => Assert.Contains(name, CellNames.Of(source).Made);

    [Theory]
    [InlineData("// uses x\n\"x\"", "x")]
    [InlineData("thing.x", "x")]
    [InlineData("var x = 1; x", "x")]
    public void What_is_only_said_or_its_own_is_not_needed(string source, string name) =>
        Assert.DoesNotContain(name, CellNames.Of(source).Needed);

    [Fact]
    public void What_a_cell_needs_is_found() =>
        Assert.Superset(
            new HashSet<string>(["network", "photo"]),
            new HashSet<string>(CellNames.Of("var cam = network.Explain(photo, new GradCam());").Needed)
        );
}
