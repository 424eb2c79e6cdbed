using System.Text.Json;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Editor;
using WhiteBoxLab.Web.Notebooks.Outputs;

namespace WhiteBoxLab.Web.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("System.Int32", "Int32")]
    [InlineData("System.Collections.Generic.List`1[System.Int32]", "List<Int32>")]
    [InlineData("System.Collections.Generic.List`1[<>f__AnonymousType0#1`2[System.Int32,System.Int32]]", "List<anonymous>")]
    public void Types_are_named_as_one_writes_them(string type, string words) => Assert.Equal(words, TypeWords.Of(type));

    [Theory]
    [InlineData("abc", "abXc", "aYbc", "aYbXc")]
    [InlineData("one\ntwo", "ONE\ntwo", "one\nTWO", "ONE\nTWO")]
    [InlineData("abc", "abc", "xyz", "xyz")]
    [InlineData("abc", "xyz", "abc", "xyz")]
    [InlineData("abc", "aXc", "aYc", "aXc")]
    [InlineData("", "mine", "theirs", "minetheirs")]
    [InlineData("ab", "ab typed on", "ab typ", "ab typed on")]
    [InlineData("ab", "aYXb", "aXb", "aYXb")]
    [InlineData("ab", "abX", "Yab", "YabX")]
    public void Two_changes_of_one_text_come_together_and_where_they_clash_the_typed_one_stands(
        string before,
        string mine,
        string theirs,
        string both
    ) => Assert.Equal(both, TextMerge.Of(before, mine, theirs));

    [Theory]
    [InlineData("abc", "[3]", "abc")]
    [InlineData("abc", "[1,[1,\"X\"],1]", "aXc")]
    [InlineData("abc", "[3,[0,\"\",\"new line\"]]", "abc\nnew line")]
    [InlineData("abc", "[[3]]", "")]
    [InlineData("", "[[0,\"a\"]]", "a")]
    public void Changes_of_an_editor_are_applied(string text, string changes, string after) =>
        Assert.Equal(after, TextChanges.Apply(text, JsonDocument.Parse(changes).RootElement));

    [Theory]
    [InlineData("abc", "[2]")]
    [InlineData("abc", "[4]")]
    [InlineData("abc", "[-1]")]
    [InlineData("abc", "[[9]]")]
    [InlineData("abc", "[1,[1,\"X\"]]")]
    [InlineData("abc", "{}")]
    [InlineData("abc", "[]")]
    public void Changes_of_another_text_are_not(string text, string changes) =>
        Assert.Null(TextChanges.Apply(text, JsonDocument.Parse(changes).RootElement));

    [Fact]
    public void Long_outputs_show_their_head_and_their_tail()
    {
        string text = string.Join('\n', Enumerable.Range(0, 100_000).Select(i => $"line {i}"));

        OutputText cut = OutputText.Of(text, whole: false),
            whole = OutputText.Of(text, whole: true);

        Assert.StartsWith("line 0\n", cut.Head, StringComparison.Ordinal);
        Assert.EndsWith("line 99999", cut.Tail, StringComparison.Ordinal);
        Assert.True(cut.Head.Length + cut.Tail.Length < 10_000);
        Assert.Equal(100_000 - 24, cut.LeftOut);
        Assert.True(whole.Head.Length + whole.Tail.Length <= 500_000);
        Assert.Equal(new OutputText("a\nb\n", "", 0), OutputText.Of("a\nb\n", whole: false));
        Assert.True(OutputText.Of(new string('x', 1_000_000), whole: false).Head.Length < 10_000);
    }

    [Theory]
    [InlineData("0 of 10\r1 of 10\r9 of 10\r", "9 of 10")]
    [InlineData("100 %\r9 %", "9 % %")]
    [InlineData("50 %\b\b\b\b9 %\r\nnext", "9 %\nnext")]
    [InlineData("a long line\r\u001b[Kshort", "short")]
    [InlineData("one\u001b[2Dn\r\u001b[3C!", "one!")]
    [InlineData("\b\bx\u001b]0;title\u0007y", "xy")]
    [InlineData("😀\b.", ".")]
    public void Printed_text_stands_as_in_a_terminal(string printed, string shown) =>
        Assert.Equal(shown, OutputText.Of(printed, whole: false).Head);

    [Theory]
    [InlineData("\u001b[32mgreen\u001b[0m and \u001b[1;31mred\u001b[0m", "green|t-fg2|", " and ||", "red|t-1 t-fg1|")]
    [InlineData(
        "\u001b[38;2;1;2;3ma\u001b[48;5;196mb\u001b[39;49mc",
        "a||color:rgb(1 2 3);",
        "b||color:rgb(1 2 3);background:rgb(255 0 0);",
        "c||"
    )]
    [InlineData("\u001b[94m<b>\n&\u001b[m", "<b>|t-fg12|", "\n||", "&|t-fg12|")]
    [InlineData("plain\n<b>", "plain\n<b>||")]
    public void Colours_of_a_terminal_are_colours(string printed, params string[] runs) =>
        Assert.Equal(
            runs,
            TerminalText.Runs(OutputText.Of(printed, whole: false).Head).Select(run => $"{run.Text}|{run.Classes}|{run.Style}")
        );

    [Fact]
    public void The_colours_of_a_terminal_are_no_text() => Assert.Equal("red plain", OutputText.Plain("\u001b[0;31mred\u001b[0m plain"));
}
