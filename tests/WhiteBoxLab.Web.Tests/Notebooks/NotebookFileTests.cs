using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebookFileTests
{
    private const string Foreign = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "m1",
           "metadata": {
            "zeta": [1, 2.50, 1e3],
            "alpha": null
           },
           "attachments": {
            "a.png": {
             "image/png": "AAAA"
            }
           },
           "source": [
            "# Grüße, ß & <b>",
            "\n",
            "last"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "c1",
           "metadata": {
            "tags": ["x"]
           },
           "outputs": [
            {
             "data": {
              "application/vnd.custom+json": {
               "b": 1,
               "a": {
                "deep": true
               }
              },
              "text/plain": "one string"
             },
             "execution_count": 3,
             "metadata": {
              "unknown": 1
             },
             "output_type": "execute_result",
             "own key": "kept"
            }
           ],
           "source": "single string\nkept as it is",
           "stranger": true
          },
          {
           "cell_type": "raw",
           "id": "r1",
           "metadata": {},
           "source": []
          }
         ],
         "custom": {
          "y": 1,
          "x": 2
         },
         "metadata": {
          "kernelspec": {
           "display_name": "Python 3",
           "language": "python",
           "name": "python3"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    [Fact]
    public void A_foreign_notebook_comes_back_with_every_key_in_its_order()
    {
        string written = NotebookFile.Write(NotebookFile.Read("a.ipynb", Foreign));

        Assert.Equal(JsonNode.Parse(Foreign)!.ToJsonString(), JsonNode.Parse(written)!.ToJsonString());
    }

    [Fact]
    public void What_was_written_once_is_written_the_same_again()
    {
        string once = NotebookFile.Write(NotebookFile.Read("a.ipynb", Foreign));

        Assert.Equal(once, NotebookFile.Write(NotebookFile.Read("a.ipynb", once)));
    }

    [Fact]
    public void The_notebook_that_ships_is_byte_for_byte_what_the_lab_would_write()
    {
        string shipped = File.ReadAllText(Repository.Path("notebooks", "six-maps.ipynb"));

        Assert.Equal(shipped, NotebookFile.Write(NotebookFile.Read("six-maps.ipynb", shipped)));
        Assert.Contains("\n \"cells\": [\n  {\n   \"cell_type\"", shipped, StringComparison.Ordinal);
    }

    [Fact]
    public void The_notebook_that_ships_has_no_outputs()
    {
        NotebookState shipped = NotebookFile.Read("six-maps.ipynb", File.ReadAllText(Repository.Path("notebooks", "six-maps.ipynb")));

        Assert.All(shipped.Cells, cell => Assert.Empty(cell.Outputs));
        Assert.Equal(9, shipped.Cells.Count(cell => cell.IsCode));
    }

    [Fact]
    public void Cells_without_ids_are_given_some_and_others_keep_theirs()
    {
        const string old =
            """{"cells":[{"cell_type":"code","metadata":{},"outputs":[],"source":""},{"cell_type":"code","id":"mine","metadata":"""
            + """{},"outputs":[],"source":""},{"cell_type":"code","id":"mine","metadata":{},"outputs":[],"source":""}],"metadata":"""
            + """{},"nbformat":4,"nbformat_minor":4}""";

        NotebookState state = NotebookFile.Read("a.ipynb", old);

        Assert.Equal(3, state.Cells.Select(cell => cell.Id).Distinct().Count());
        Assert.Equal("mine", state.Cells[1].Id);
        Assert.Equal(state.Cells.Select(cell => cell.Id), NotebookFile.Read("a.ipynb", old).Cells.Select(cell => cell.Id));
        Assert.StartsWith("1 of the cells had the id of another; it has a new one now.", state.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_text_is_written_as_lines_that_keep_their_ends()
    {
        NotebookState state = NotebookReducer.Apply(NotebookFile.Read("a.ipynb", Foreign), new NotebookOperation.Edit("c1", "a\nb\n"));

        JsonNode written = JsonNode.Parse(state.ToJson())!["cells"]![1]!;

        Assert.Equal("""["a\n","b\n"]""", written["source"]!.ToJsonString());
        Assert.True(written["stranger"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("{ \"cells\": [\n1,\n,] }", "Line 3 is not valid JSON")]
    [InlineData("", "Line 1 is not valid JSON")]
    [InlineData("[]", "This JSON is no notebook of format 4.")]
    [InlineData("""{"cells":[],"nbformat":3}""", "This notebook is of format 3; the lab reads format 4")]
    [InlineData("""{"worksheets":[],"nbformat":3,"nbformat_minor":0}""", "This notebook is of format 3; the lab reads format 4")]
    [InlineData("""{"cells":[{"cell_type":"raw","source":""},7],"nbformat":4}""", "Entry 2 of its cells is no cell.")]
    [InlineData("""{"cells":[],"cells":[],"nbformat":4}""", "This is not valid JSON (Duplicate property 'cells'")]
    public void A_broken_file_is_refused_with_a_sentence(string json, string begin)
    {
        NotebookUnreadableException problem = Assert.Throws<NotebookUnreadableException>(() => NotebookFile.Read("a.ipynb", json));

        Assert.StartsWith(begin, problem.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", problem.Message, StringComparison.Ordinal);
    }
}
