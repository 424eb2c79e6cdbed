using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Outputs;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Limits of outputs cut the right thing and say it.</summary>
public sealed partial class OutputLimitTests
{
    [Fact]
    public void Outputs_beyond_the_limit_are_counted_and_updates_of_them_add_nothing()
    {
        ImmutableList<CellOutput> outputs = [];
        for (int i = 0; i < OutputList.MostOutputs + 10; i++)
            outputs = OutputList.Take(outputs, Value($"{i}", $"v{i}"), updates: false);
        for (int i = 0; i < 5000; i++)
            outputs = OutputList.Take(
                OutputList.Take(outputs, Value($"new {i}", "v7"), updates: true),
                Value("x", $"v{OutputList.MostOutputs + 3}"),
                updates: true
            );

        Assert.Equal(OutputList.MostOutputs + 1, outputs.Count);
        Assert.Equal("new 4999", outputs[7].Text("text/plain"));
        Assert.Equal(
            "… 10 more outputs are left out. A cell keeps 500; print fewer, or update one. …\n",
            JsonText.Of(outputs[^1].Json["text"])
        );
    }

    [Fact]
    public void What_is_printed_after_the_limit_is_counted_as_well()
    {
        ImmutableList<CellOutput> outputs = [.. Enumerable.Range(0, OutputList.MostOutputs).Select(i => Value($"{i}", $"v{i}"))];
        outputs = OutputList.Take(OutputList.Take(outputs, Print("one\n"), updates: false), Print("two\n"), updates: false);

        Assert.Equal(
            "… 2 more outputs are left out. A cell keeps 500; print fewer, or update one. …\n",
            JsonText.Of(outputs[^1].Json["text"])
        );
    }

    [Fact]
    public void What_went_wrong_is_shown_however_many_outputs_came_before()
    {
        ImmutableList<CellOutput> outputs = [.. Enumerable.Range(0, OutputList.MostOutputs).Select(i => Value($"{i}", $"v{i}"))];
        outputs = OutputList.Take(OutputList.Take(outputs, Print("one\n"), updates: false), OutputOf.Error("Wrong."), updates: false);

        Assert.Equal(["stream", "error"], outputs.Skip(OutputList.MostOutputs).Select(output => output.Type));
    }

    [Fact]
    public void A_long_flood_has_one_mark_that_counts_all_that_is_gone()
    {
        ImmutableList<CellOutput> outputs = [];
        long printed = 0;
        for (int i = 0; i < 500; i++)
        {
            string piece = string.Create(CultureInfo.InvariantCulture, $"{i:0000} {new string('x', 4000)}\n");
            outputs = OutputList.Take(outputs, Print(piece), updates: false);
            printed += piece.Length;
        }
        outputs = OutputList.Take(
            outputs,
            Print("\n... 12,345 characters are left out here. All that it printed is in /x/cell-1-0a1b2c3d.txt ...\nlast\n"),
            updates: false
        );
        string text = JsonText.Of(Assert.Single(outputs).Json["text"])!;
        Match mark = Assert.Single(Mark().Matches(text));

        Assert.Equal(
            printed + 12_345 + "last\n".Length,
            text.Length - mark.Length + long.Parse(mark.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        );
        Assert.Contains("All that it printed is in /x/cell-1-0a1b2c3d.txt", mark.Value, StringComparison.Ordinal);
        Assert.EndsWith("last\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exceptions_message_is_cut_like_printed_text()
    {
        CellOutput error = OutputOf.Error("System.Exception: " + new string('x', 5_000_000) + "\n   in cell 1, line 1");

        Assert.InRange(error.Json.ToJsonString().Length, OutputList.LongestText, (2 * OutputList.LongestText) + 1000);
        Assert.Contains("characters left out", JsonText.Of(error.Json["traceback"]), StringComparison.Ordinal);
        Assert.Equal("   in cell 1, line 1", JsonText.Of(((JsonArray)error.Json["traceback"]!)[^1]));
    }

    [Theory]
    [InlineData(100, 10, 76)]
    [InlineData(31, 10, 7)]
    [InlineData(1, 50_000, 1)]
    [InlineData(100, 1000, 92)] // of long lines fewer have room
    public void The_lines_left_out_are_those_that_do_not_stand_there_whole(int lines, int length, int gone)
    {
        OutputText shown = OutputText.Of(string.Concat(Enumerable.Repeat(new string('x', length - 1) + "\n", lines)), whole: false);

        Assert.Equal(gone, shown.LeftOut);
        Assert.Equal(lines - gone, Regex.Count(shown.Head + shown.Tail, $"(?m)^x{{{length - 1}}}$"));
    }

    private static CellOutput Value(string text, string id) =>
        new(
            new JsonObject
            {
                ["data"] = new JsonObject { ["text/plain"] = text },
                ["metadata"] = new JsonObject(),
                ["output_type"] = "display_data",
            },
            id
        );

    private static CellOutput Print(string text) =>
        new(
            new JsonObject
            {
                ["name"] = "stdout",
                ["output_type"] = "stream",
                ["text"] = text,
            }
        );

    [GeneratedRegex(@"\n… ([\d,]+) characters left out.* …\n")]
    private static partial Regex Mark();
}
