using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Texts are cut between characters: half of an emoji is no text, and no file of UTF-8 can hold it.</summary>
public sealed class WholeCharacterTests : IDisposable
{
    private readonly ClosedLab lab = new();

    [Fact]
    public async Task An_emoji_typed_over_another_is_there_after_a_crash()
    {
        lab.Write(("a", "😀"));
        await using LiveNotebook live = await lab.OpenAsync();
        await live.DoAsync(new Edit("a", "x😀"));
        await live.DoAsync(new Edit("a", "x😁"));
        await live.DoAsync(new Splice("a", 2, 1, "y")); // in the midst of it

        await using LiveNotebook after = await lab.Crashed().OpenAsync();

        Assert.Equal("xy", after.State.Find("a")!.Source);
        Assert.Equal("xy", live.State.Find("a")!.Source);
    }

    [Theory]
    [InlineData("a😀", "a😁", "a😁")]
    [InlineData("😀", "🈀", "🈀")]
    [InlineData("👩‍👩‍👧", "👩‍👩‍👦", "👩‍👩‍👦")]
    [InlineData("é", "è", "è")]
    public void A_change_begins_and_ends_between_characters(string before, string after, string result)
    {
        Splice change = TextChange.Between("a", before, after);

        Assert.Equal(
            result,
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(change.Text)) is var text
                ? before[..change.At] + text + before[(change.At + change.Length)..]
                : ""
        );
        Assert.False(char.IsLowSurrogate(change.Text.FirstOrDefault()));
    }

    [Fact]
    public void A_merge_makes_no_character_that_nobody_wrote()
    {
        Assert.Equal("😁", TextMerge.Of("😀", "😁", "🈀"));
        Assert.Equal("a😁b", TextMerge.Of("a😀", "a😁", "a😀b"));
    }

    [Fact]
    public void A_cell_is_not_split_within_a_character()
    {
        NotebookState split = new Split("a", 1, "b").Apply(
            new NotebookState("a.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "code", "😀b")])
        );

        Assert.Equal(["", "😀b"], split.Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void Half_a_character_from_an_editor_is_put_to_its_other_half() =>
        Assert.Equal("😁", TextChanges.Apply("😀", JsonDocument.Parse("""[1,[1,"\ude01"]]""").RootElement));

    [Fact]
    public void What_other_programs_wrote_with_halves_of_characters_is_read_and_said()
    {
        NotebookState state = NotebookFile.Read(
            "a.ipynb",
            """
            {"cells":[{"cell_type":"code","execution_count":1,"id":"a","metadata":{"\udc00":"\ud83d"},
            "outputs":[{"name":"stdout","output_type":"stream","text":["\ud83d\n"]}],
            "source":["a\ud83d","\\ud83d","\ud83d\ude00"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}
            """
        );

        Assert.Equal("a\ufffd\\ud83d😀", state.Cells[0].Source);
        Assert.Equal("\ufffd\n", JsonText.Of(state.Cells[0].Outputs[0].Json["text"]));
        Assert.Equal(
            "4 halves of characters in this file are no text. They stand as \ufffd here, and in the file once it is saved.",
            state.Notice
        );
        Assert.Equal(state.Cells[0].Source, NotebookFile.Read("a.ipynb", state.ToJson()).Cells[0].Source);
    }

    [Fact]
    public void A_flood_is_cut_between_characters()
    {
        string flood = "x" + string.Concat(Enumerable.Repeat("😀", OutputList.LongestText));
        CellOutput one =
                new(
                    new JsonObject
                    {
                        ["name"] = "stdout",
                        ["output_type"] = "stream",
                        ["text"] = flood,
                    }
                ),
            more =
                new(
                    new JsonObject
                    {
                        ["name"] = "stdout",
                        ["output_type"] = "stream",
                        ["text"] = "y",
                    }
                );
        string text = JsonText.Of(OutputList.Take([one], more, updates: false)[0].Json["text"])!;
        OutputText shown = OutputText.Of(flood, whole: false),
            whole = OutputText.Of(flood, whole: true);

        Assert.All([text, shown.Head, shown.Tail, whole.Head, whole.Tail], part =>
            Assert.Equal(part, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part)))
        );
    }

    public void Dispose() => lab.Dispose();
}
