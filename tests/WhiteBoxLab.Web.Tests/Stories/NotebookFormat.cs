using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The rules of nbformat 4.5 that a notebook's file has to keep.</summary>
internal static partial class NotebookFormat
{
    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["stream"] = ["name", "text"],
        ["display_data"] = ["data", "metadata"],
        ["execute_result"] = ["data", "metadata", "execution_count"],
        ["error"] = ["ename", "evalue", "traceback"],
    };

    public static void ShouldBeValid(JsonNode file)
    {
        Assert.Equal(4, file["nbformat"]!.GetValue<int>());
        Assert.True(file["nbformat_minor"]!.GetValue<int>() >= 5);
        Assert.IsType<JsonObject>(file["metadata"]);
        JsonArray cells = file["cells"]!.AsArray();
        Assert.Equal(cells.Count, cells.Select(cell => cell!["id"]!.GetValue<string>()).Distinct().Count());
        Assert.All(cells, cell => ShouldBeValidCell(cell!.AsObject()));
    }

    private static void ShouldBeValidCell(JsonObject cell)
    {
        Assert.Matches(IdPattern(), cell["id"]!.GetValue<string>());
        Assert.Contains(cell["cell_type"]!.GetValue<string>(), new[] { "code", "markdown", "raw" });
        Assert.IsType<JsonObject>(cell["metadata"]);
        Assert.IsType<JsonArray>(cell["source"]);
        Assert.Equal(cell["cell_type"]!.GetValue<string>() == "code", cell.ContainsKey("outputs") && cell.ContainsKey("execution_count"));
        foreach (JsonNode? output in cell["outputs"] as JsonArray ?? [])
            Assert.All(Required[output!["output_type"]!.GetValue<string>()], key =>
                Assert.True(output.AsObject().ContainsKey(key), $"An output of {cell["id"]} has no {key}.")
            );
    }

    [GeneratedRegex("^[a-zA-Z0-9-_]{1,64}$")]
    private static partial Regex IdPattern();
}
