using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Storage;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebookReducerTests
{
    private static NotebookState Two => new("a.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "code", "1"), Cell.New("b", "code", "2")]);

    private static NotebookState After(NotebookState state, params NotebookOperation[] operations) =>
        operations.Aggregate(state, NotebookReducer.Apply);

    [Fact]
    public void An_edit_counts_as_unsaved_until_its_revision_is_on_disk()
    {
        NotebookState edited = After(Two, new Edit("a", "x"), new Edit("a", "xy"));

        Assert.Equal(2, edited.Unsaved);
        Assert.Equal(1, After(edited, new Saved(1)).Unsaved);
        Assert.Equal(0, After(edited, new Saved(2)).Unsaved);
    }

    [Fact]
    public void An_edit_that_changes_nothing_is_no_revision() => Assert.Equal(0, After(Two, new Edit("a", "1")).Revision);

    [Fact]
    public void An_operation_on_a_cell_that_is_gone_changes_nothing()
    {
        NotebookState state = Two;

        foreach (
            NotebookOperation operation in new NotebookOperation[]
            {
                new Edit("x", ""),
                new Delete("x"),
                new Move("x", 1),
                new Turn("x", "markdown"),
                new Begin("x"),
                new End("x", true, 1, 1),
                new Enqueue("x"),
                new Restore(),
            }
        )
            Assert.Same(state, After(state, operation));
    }

    [Fact]
    public void A_tag_stands_where_Jupyter_has_it_and_goes_without_a_trace()
    {
        NotebookState state = Two,
            tagged = After(state, new Tag("a", "parameters", true), new Tag("a", "other", true));

        Assert.Equal(
            """{"tags":["parameters","other"]}""",
            NotebookFile.Read("a.ipynb", tagged.ToJson()).Cells[0].Rest["metadata"]!.ToJsonString()
        );
        Assert.Equal((true, false), (tagged.Cells[0].IsParameters, tagged.Cells[1].IsParameters));
        Assert.Same(tagged, After(tagged, new Tag("a", "other", true)));
        Assert.Equal(state.ToJson(), After(tagged, new Tag("a", "other", false), new Tag("a", "parameters", false)).ToJson());
        Assert.Same(state, After(state, new Tag("x", "parameters", true)));
    }

    [Fact]
    public void A_deleted_cell_comes_back_with_its_outputs_to_its_place()
    {
        NotebookState shown = After(Two, new Show("a", Print("hello")));

        NotebookState back = After(shown, new Delete("a"), new Restore());

        Assert.Equal(["a", "b"], back.Cells.Select(cell => cell.Id));
        Assert.Equal(shown.Find("a")!.Outputs, back.Find("a")!.Outputs);
        Assert.Empty(back.Bin);
    }

    [Fact]
    public void A_running_cell_cannot_be_deleted() => Assert.NotNull(After(Two, new Begin("a"), new Delete("a")).Find("a"));

    [Fact]
    public void Beginning_takes_the_old_outputs_away_and_ending_says_how_it_went()
    {
        NotebookState ended = After(
            Two,
            new Show("a", Print("old")),
            new Enqueue("a"),
            new Begin("a"),
            new Show("a", Print("new")),
            new End("a", false, 4, 1.5)
        );

        Cell cell = ended.Find("a")!;
        Assert.Equal(CellActivity.None, cell.Activity);
        Assert.Equal((4, 1.5, false), (cell.ExecutionCount, cell.Seconds, cell.Succeeded));
        Assert.Equal("new", JsonText.Of(Assert.Single(cell.Outputs).Json["text"]));
    }

    [Fact]
    public void Cells_move_and_stop_at_the_ends()
    {
        Assert.Equal(["b", "a"], After(Two, new Move("a", 1)).Cells.Select(cell => cell.Id));
        Assert.Equal(["a", "b"], After(Two, new Move("a", -1)).Cells.Select(cell => cell.Id));
    }

    [Fact]
    public void A_new_cell_stands_after_the_one_it_was_asked_for()
    {
        Assert.Equal(["a", "n", "b"], After(Two, new Insert("n", "markdown", "a")).Cells.Select(cell => cell.Id));
        Assert.Equal(["n", "a", "b"], After(Two, new Insert("n", "code", null)).Cells.Select(cell => cell.Id));
    }

    [Fact]
    public void Prints_of_one_stream_join_and_those_of_another_stand_apart()
    {
        NotebookState state = After(
            Two,
            new Show("a", Print("one ")),
            new Show("a", Print("two\n")),
            new Show("a", Print("bad", "stderr"))
        );

        Assert.Equal(["one two\n", "bad"], state.Find("a")!.Outputs.Select(output => JsonText.Of(output.Json["text"])));
    }

    [Fact]
    public void An_update_replaces_what_was_shown_under_its_name()
    {
        NotebookState state = After(
            Two,
            new Show("a", Value("10 %", "v")),
            new Show("a", Print("x")),
            new Show("a", Value("90 %", "v"), Updates: true)
        );

        Assert.Equal(2, state.Find("a")!.Outputs.Count);
        Assert.Equal("90 %", state.Find("a")!.Outputs[0].Text("text/plain"));
    }

    [Fact]
    public void A_flood_keeps_its_head_and_its_tail()
    {
        NotebookState state = Two;
        for (int i = 0; i < 60; i++)
            state = After(state, new Show("a", Print(new string((char)('a' + (i % 26)), 9_999) + "\n")));

        string text = JsonText.Of(Assert.Single(state.Find("a")!.Outputs).Json["text"])!;

        Assert.True(text.Length < OutputList.LongestText + 100);
        Assert.StartsWith("aaaa", text, StringComparison.Ordinal);
        Assert.EndsWith("hhhh\n", text, StringComparison.Ordinal);
        Assert.Contains("characters left out", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_in_the_order_of_runs_is_written_into_the_result()
    {
        CellOutput result = new(
            new JsonObject
            {
                ["output_type"] = "execute_result",
                ["execution_count"] = null,
                ["data"] = new JsonObject(),
            }
        );

        NotebookState state = After(Two, new Begin("a"), new Show("a", result), new End("a", true, 7, 0.1));

        Assert.Equal(7, state.Find("a")!.Outputs[0].Json["execution_count"]!.GetValue<int>());
    }

    [Fact]
    public void A_part_of_a_text_is_replaced_wherever_it_stands()
    {
        NotebookState state = After(
            Two,
            new Edit("a", "one two"),
            new Splice("a", 4, 3, "three"),
            new Splice("a", 99, 99, "!"),
            new Splice("a", 0, 0, "> ")
        );

        Assert.Equal("> one three!", state.Find("a")!.Source);
        Assert.Equal(4, state.Find("a")!.Version);
    }

    [Fact]
    public void Cells_move_together_in_their_order()
    {
        NotebookState four = After(Two, new Insert("c", "code", "b"), new Insert("d", "code", "c"));

        Assert.Equal(["b", "d", "a", "c"], After(four, new MoveTo(["c", "a"], "d")).Cells.Select(cell => cell.Id));
        Assert.Equal(["b", "d", "a", "c"], After(four, new MoveTo(["d", "b"], null)).Cells.Select(cell => cell.Id));
        Assert.Same(four, After(four, new MoveTo(["a", "b"], null)));
        Assert.Same(four, After(four, new MoveTo(["a", "b"], "b")));
        Assert.Same(four, After(four, new MoveTo(["a"], "gone")));
    }

    [Fact]
    public void Any_cell_of_the_bin_comes_back_and_an_emptied_bin_is_empty()
    {
        NotebookState binned = After(Two, new Delete("a"), new Delete("b"));

        Assert.Equal(["a"], After(binned, new Restore("a")).Cells.Select(cell => cell.Id));
        Assert.Same(binned, After(binned, new Restore("x")));
        Assert.Empty(After(binned, new EmptyBin()).Bin);
    }

    private static CellOutput Print(string text, string name = "stdout") =>
        new(
            new JsonObject
            {
                ["name"] = name,
                ["output_type"] = "stream",
                ["text"] = MimeBundle.Lines(text),
            }
        );

    [Fact]
    public void A_cell_is_cut_in_two_and_put_together_again_and_the_bin_has_what_was_taken_up()
    {
        NotebookState state = After(Two, new Edit("a", "one\ntwo"), new Show("a", Print("hello")));

        NotebookState cut = After(state, new Split("a", 4, "c"));
        NotebookState whole = After(cut, new Merge("a", "c"));

        Assert.Equal([("a", "one"), ("c", "two"), ("b", "2")], cut.Cells.Select(cell => (cell.Id, cell.Source)));
        Assert.Empty(cut.Find("a")!.Outputs);
        Assert.Single(cut.Find("c")!.Outputs);
        Assert.Equal([("a", "one\ntwo"), ("b", "2")], whole.Cells.Select(cell => (cell.Id, cell.Source)));
        Assert.Equal("c", Assert.Single(whole.Bin).Cell.Id);
        Assert.Single(After(whole, new Restore("c")).Find("c")!.Outputs);
    }

    [Fact]
    public void Merged_cells_keep_the_pictures_of_both()
    {
        NotebookState state = new(
            "a.ipynb",
            NotebookFile.NewFrame(),
            [Cell.New("a", "markdown", "![](attachment:x.png)"), Cell.New("b", "markdown", "![](attachment:x.png) ![](attachment:y.png)")]
        );
        state = After(
            state,
            new Attach("a", "x.png", "image/png", "AAAA"),
            new Attach("b", "x.png", "image/png", "BBBB"),
            new Attach("b", "y.png", "image/png", "CCCC")
        );

        Cell merged = After(state, new Merge("a", "b")).Find("a")!;

        Assert.Equal("![](attachment:x.png)\n\n![](attachment:2-x.png) ![](attachment:y.png)", merged.Source);
        Assert.All(new[] { ("x.png", "AAAA"), ("2-x.png", "BBBB"), ("y.png", "CCCC") }, one =>
            Assert.EndsWith(one.Item2, CellAttachments.Find(merged, one.Item1), StringComparison.Ordinal)
        );
        Assert.EndsWith(
            "BBBB",
            CellAttachments.Find(After(state, new Merge("a", "b"), new Restore("b")).Find("b")!, "x.png"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_update_replaces_what_another_cell_shows()
    {
        static CellOutput Shown(string text) =>
            new(
                new JsonObject
                {
                    ["data"] = new JsonObject { ["text/plain"] = text },
                    ["metadata"] = new JsonObject(),
                    ["output_type"] = "display_data",
                },
                "id"
            );

        NotebookState state = After(Two, new Show("a", Shown("first")), new Show("b", Shown("second"), Updates: true));

        Assert.Equal("second", Assert.Single(state.Find("a")!.Outputs).Text("text/plain"));
        Assert.Empty(state.Find("b")!.Outputs);
    }

    [Fact]
    public void A_cell_is_not_cut_outside_of_its_text_nor_merged_with_itself_or_while_it_runs()
    {
        foreach (
            NotebookOperation operation in new NotebookOperation[]
            {
                new Split("a", 5, "c"),
                new Split("a", -1, "c"),
                new Split("a", 1, "b"),
                new Merge("a", "a"),
                new Merge("a", "x"),
                new Restore("x"),
                new Fold("x", CellPart.Source, true),
            }
        )
            Assert.Same(Two.Cells[0].Source, After(Two, operation).Cells[0].Source);

        NotebookState running = After(Two, new Begin("a"));
        Assert.Same(running, After(running, new Merge("b", "a")));
        Assert.Same(running, After(running, new Split("a", 0, "c")));
    }

    [Fact]
    public void Copies_come_in_with_their_outputs_and_a_taken_id_is_left_out()
    {
        Cell copy = After(Two, new Show("a", Print("hello"))).Find("a")! with { Id = "c" };

        NotebookState put = After(Two, new Put([copy, copy with { Id = "b" }, copy with { Id = "d" }], "a"));

        Assert.Equal(["a", "c", "d", "b"], put.Cells.Select(cell => cell.Id));
        Assert.Single(put.Find("d")!.Outputs);
    }

    [Fact]
    public void Parts_are_put_away_under_the_keys_of_Jupyter_and_leave_no_trace_when_they_are_back()
    {
        foreach (
            (CellPart part, string key) in new[]
            {
                (CellPart.Source, "$.jupyter.source_hidden"),
                (CellPart.Outputs, "$.jupyter.outputs_hidden"),
                (CellPart.All, "$.collapsed"),
                (CellPart.OutputsBelow, "$.scrolled"),
            }
        )
        {
            NotebookState away = After(Two, new Fold("a", part, true));
            JsonNode metadata = JsonNode.Parse(away.ToJson())!["cells"]![0]!["metadata"]!;
            Assert.True(key.Split('.')[1..].Aggregate(metadata, (node, name) => node[name]!).GetValue<bool>());
            Assert.True(away.Find("a")!.IsAway(part));
            Assert.Equal(Two.ToJson(), After(away, new Fold("a", part, false)).ToJson());
        }
    }

    [Fact]
    public void A_picture_is_attached_and_found()
    {
        NotebookState state = After(Two, new Turn("a", "markdown"), new Attach("a", "cat.png", "image/png", "AAAA"));

        Assert.Equal("data:image/png;base64,AAAA", CellAttachments.Find(state.Find("a")!, "cat.png"));
        Assert.Null(CellAttachments.Find(state.Find("a")!, "dog.png"));
        Assert.Equal("AAAA", JsonNode.Parse(state.ToJson())!["cells"]![0]!["attachments"]!["cat.png"]!["image/png"]!.GetValue<string>());
    }

    [Fact]
    public void A_run_is_numbered_and_knows_its_text()
    {
        NotebookState state = After(
            Two,
            new Begin("b"),
            new End("b", true, 1, 1),
            new Begin("a"),
            new End("a", true, 2, 1),
            new Edit("a", "x")
        );

        Assert.Equal((2L, "1", 1L), (state.Find("a")!.RunNumber, state.Find("a")!.RanSource, state.Find("b")!.RunNumber));
        Assert.Null(After(state, new ClearOutputs("a")).Find("a")!.RunNumber);
    }

    private static CellOutput Value(string text, string id) =>
        new(
            new JsonObject
            {
                ["output_type"] = "display_data",
                ["data"] = new JsonObject { ["text/plain"] = text },
            },
            id
        );
}
