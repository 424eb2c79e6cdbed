using System.Text;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

public sealed class LosslessTests
{
    [Fact]
    public void Two_hundred_notebooks_as_found_in_the_wild_come_back_byte_for_byte()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            byte[] found = new WildNotebook(seed).Bytes();

            byte[] written = NotebookFile.Bytes(NotebookFile.Read("wild.ipynb", found));

            Assert.True(found.AsSpan().SequenceEqual(written), $"Notebook {seed} differs:\n{FirstDifference(found, written)}");
        }
    }

    [Fact]
    public void A_changed_text_changes_nothing_else_in_the_file()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            byte[] found = new WildNotebook(seed).Bytes();
            NotebookState state = NotebookFile.Read("wild.ipynb", found);
            if (state.Cells.IsEmpty)
                continue;
            string id = state.Cells[seed % state.Cells.Count].Id;

            JsonObject before = (JsonObject)JsonNode.Parse(WithoutMark(found))!;
            JsonObject after = (JsonObject)
                JsonNode.Parse(WithoutMark(NotebookFile.Bytes(NotebookReducer.Apply(state, new NotebookOperation.Edit(id, "new\ntext")))))!;
            int place = state.Cells.FindIndex(cell => cell.Id == id);
            Assert.Equal("""["new\n","text"]""", after["cells"]![place]!["source"]!.ToJsonString());
            before["cells"]![place]!["source"] = after["cells"]![place]!["source"]!.DeepClone();

            Assert.Equal(before.ToJsonString(), after.ToJsonString());
        }
    }

    [Fact]
    public void The_wild_ones_hold_what_they_promise()
    {
        string all = string.Concat(Enumerable.Range(0, 200).Select(seed => Encoding.UTF8.GetString(new WildNotebook(seed).Bytes())));

        foreach (
            string part in new[]
            {
                "\"attachments\"",
                "\"raw\"",
                "\"own key\"",
                "\"image/png\"",
                "\"application/vnd.plotly.v1+json\"",
                "1E+10",
                "\\u001b",
                "\\u65e5",
                "日本語",
                "🐈",
                "\r\n",
                "\uFEFF",
                "\t\"",
            }
        )
            Assert.Contains(part, all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"cells":[{"cell_type":"code","metadata":{},"outputs":[1,"two","""
            + """{"output_type":"stream","name":"stdout","text":"x"}],"source":"1"}],"metadata":{},"nbformat":4,"nbformat_minor":4}"""
    )]
    [InlineData("""{"cells":[{"cell_type":"code","metadata":null,"outputs":null,"source":7}],"metadata":[],"nbformat":4.0}""")]
    [InlineData("""{"cells":[{"source":[1,null]},{"cell_type":"heading","level":2,"source":"old"}],"nbformat":4,"nbformat_minor":99}""")]
    [InlineData(
        """{"cells":[{"cell_type":"markdown","outputs":[{}],"execution_count":"x","id":12,"source":""}],"nbformat":4,"nbformat_minor":5}"""
    )]
    public void What_no_program_should_write_stays_as_it_is(string odd) =>
        Assert.Equal(odd, NotebookFile.Write(NotebookFile.Read("odd.ipynb", odd)));

    [Fact]
    public void Odd_outputs_go_when_the_cell_runs()
    {
        NotebookState state = NotebookFile.Read(
            "odd.ipynb",
            """{"cells":[{"cell_type":"code","id":"a","metadata":{},"outputs":[1],"source":"1"}],"metadata":{},"nbformat":"""
                + """4,"nbformat_minor":5}"""
        );

        Assert.Equal(
            "[]",
            JsonNode.Parse(NotebookReducer.Apply(state, new NotebookOperation.Begin("a")).ToJson())!["cells"]![0]![
                "outputs"
            ]!.ToJsonString()
        );
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) => bytes.AsSpan(bytes[0] == 0xEF ? 3 : 0);

    private static string FirstDifference(byte[] one, byte[] other)
    {
        int at = one.AsSpan().CommonPrefixLength(other),
            from = Math.Max(0, at - 60);
        return $"{Encoding.UTF8.GetString(one[from..Math.Min(at + 60, one.Length)])}\n---\n"
            + $"{Encoding.UTF8.GetString(other[from..Math.Min(at + 60, other.Length)])}";
    }
}
