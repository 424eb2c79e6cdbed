using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Page;
using WhiteBoxLab.Web.Notebooks.Storage;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

public sealed class OutputAgeTests
{
    private static readonly Show Hello = new(
        "a",
        new CellOutput(
            new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = "stdout",
                ["text"] = "hello",
            }
        )
    );
    private static readonly KernelTurns Starting = new(KernelState.Starting),
        Idle = new(KernelState.Idle),
        Busy = new(KernelState.Busy),
        Gone = new(KernelState.Gone);

    private static NotebookState Fresh =>
        After(
            new NotebookState("a.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "code", "1"), Cell.New("b", "code", "2")]),
            Starting,
            Idle,
            new Begin("a"),
            Busy,
            Hello,
            new End("a", true, 1, 0.1),
            Idle
        );

    private static NotebookState After(NotebookState state, params NotebookOperation[] operations) =>
        operations.Aggregate(state, NotebookReducer.Apply);

    private static OutputAge AgeOf(NotebookState state) => OutputAges.Of(state.Cells[0], state);

    [Fact]
    public void What_the_kernel_that_lives_has_shown_is_new() => Assert.Equal(OutputAge.Now, AgeOf(Fresh));

    [Fact]
    public void It_is_of_an_ended_kernel_from_the_kernels_end_until_the_cell_runs_again()
    {
        NotebookState dead = After(Fresh, Gone),
            another = After(dead, Starting),
            ready = After(another, Idle);

        Assert.All(new[] { dead, another, ready }, state => Assert.Equal(OutputAge.Ended, AgeOf(state)));
        Assert.Equal(OutputAge.Now, AgeOf(After(ready, new Begin("a"), Busy, Hello)));
    }

    [Fact]
    public void What_the_file_has_or_a_copy_brought_is_from_an_earlier_session()
    {
        NotebookState read = NotebookFile.Read("a.ipynb", Fresh.ToJson()),
            copied = Fresh with { Cells = [CellClipboard.CopyOf(Fresh.Cells[0])] };

        Assert.Equal((OutputAge.Earlier, OutputAge.Earlier), (AgeOf(read), AgeOf(copied)));
        Assert.Equal(OutputAge.Earlier, AgeOf(After(read, Starting, Idle)));
    }

    [Fact]
    public void A_run_that_only_the_journal_has_is_of_an_ended_kernel_also_beside_the_first_new_one()
    {
        NotebookState read = After(
            new NotebookState("a.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "code", "1")]),
            new Begin("a"),
            Hello,
            new End("a", true, 1, 0.1)
        ); // what a journal keeps

        Assert.Equal((OutputAge.Ended, OutputAge.Ended), (AgeOf(read), AgeOf(After(read, Starting, Idle))));
    }

    [Fact]
    public void A_cell_that_shows_nothing_is_never_old() => Assert.Equal(OutputAge.Now, AgeOf(After(Fresh, new ClearOutputs("a"), Gone)));
}
