using System.Text.Json.Nodes;
using System.Xml.Linq;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class DisplayTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Fact]
    public async Task Records_are_a_table_and_a_data_resource_and_both_have_an_end()
    {
        Answer answer = await kernel.RunAsync("Enumerable.Range(0, 20_000).Select(i => new { Id = i, Name = $\"<{i}>\", Score = i == 1 ? double.NaN : i / 2.0, On = i % 2 == 0 }).ToList()");

        string html = answer.Form<ReturnValueProduced>("text/html")!;
        Assert.Equal(200, html.Split("<tr>").Length - 2);
        Assert.Contains("<td>&lt;7&gt;</td>", html, StringComparison.Ordinal);
        Assert.Contains("The first 200 of 20000 rows.", html, StringComparison.Ordinal);
        JsonNode resource = JsonNode.Parse(answer.Form<ReturnValueProduced>("application/vnd.dataresource+json")!)!;
        Assert.Equal(["Id integer", "Name string", "Score number", "On boolean"], resource["schema"]!["fields"]!.AsArray().Select(field => $"{field!["name"]} {field["type"]}"));
        Assert.Equal((10_000, 20_000), (resource["data"]!.AsArray().Count, (int)resource["rows"]!));
        Assert.Equal((1, "<1>", "NaN", false), ((int)resource["data"]![1]!["Id"]!, (string)resource["data"]![1]!["Name"]!, (string)resource["data"]![1]!["Score"]!, (bool)resource["data"]![1]!["On"]!));
    }

    [Fact]
    public async Task Numbers_that_a_page_would_change_go_to_its_grid_as_text()
    {
        Answer answer = await kernel.RunAsync("new[] { new { Id = 9007199254740993L, Big = ulong.MaxValue, Price = 1.10m, Plain = 2.5m, Small = 7L } }");

        JsonNode resource = JsonNode.Parse(answer.Form<ReturnValueProduced>("application/vnd.dataresource+json")!)!;
        Assert.Equal(["integer", "integer", "number", "number", "integer"], resource["schema"]!["fields"]!.AsArray().Select(field => (string)field!["type"]!));
        Assert.Equal(
            """{"Id":"9007199254740993","Big":"18446744073709551615","Price":"1.10","Plain":2.5,"Small":7}""",
            resource["data"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Rows_without_an_end_are_a_table_that_says_so()
    {
        Answer answer = await kernel.RunAsync("IEnumerable<object> Endless() { for (int i = 0; ; i++) yield return new { Id = i }; }\nEndless()");

        Assert.Contains("The first 200 rows.", answer.Form<ReturnValueProduced>("text/html"), StringComparison.Ordinal);
        JsonObject resource = JsonNode.Parse(answer.Form<ReturnValueProduced>("application/vnd.dataresource+json")!)!.AsObject();
        Assert.Equal(10_000, resource["data"]!.AsArray().Count);
        Assert.True(resource.ContainsKey("rows"));
        Assert.Null(resource["rows"]);
    }

    [Fact]
    public async Task Progress_is_shown_in_one_place_and_ends_full()
    {
        Answer answer = await kernel.RunAsync("int sum = 0; foreach (var i in progress(Enumerable.Range(1, 1000).ToList(), \"adding\")) sum += i; sum");

        Assert.True(answer.Result.Succeeded, answer.Result.Message);
        DisplayedValueProduced first = Assert.Single(answer.Events.OfType<DisplayedValueProduced>());
        DisplayedValueUpdated[] updates = [.. answer.Events.OfType<DisplayedValueUpdated>()];
        Assert.All(updates, update => Assert.Equal(first.ValueId, update.ValueId));
        Assert.Contains("max=\"1000\" value=\"1000\"", updates[^1].FormattedValues[0].Value, StringComparison.Ordinal);
        Assert.StartsWith("adding: 1,000 of 1,000, ", updates[^1].FormattedValues[1].Value, StringComparison.Ordinal);
        Assert.Equal("500500", answer.Returned);
    }

    [Theory]
    [InlineData("Plot.Line(new[] { 1.0, double.NaN, 3, 2 }, \"a & b\").Titled(\"<t>\")", "path", 1)]
    [InlineData("Plot.Scatter(new[] { 1.0, 2 }, new[] { 3.0, 4 })", "circle", 2)]
    [InlineData("Plot.Histogram(new[] { 1.0, 1, 2, double.PositiveInfinity }, 4)", "rect", 4)]
    [InlineData("Plot.Line([])", "path", 1)]
    public async Task A_plot_is_a_well_formed_picture(string code, string mark, int count)
    {
        Answer answer = await kernel.RunAsync(code);

        XDocument svg = XDocument.Parse(answer.Form<ReturnValueProduced>("image/svg+xml") ?? answer.Result.Message!);
        Assert.Equal(count, svg.Descendants().Count(element => element.Name.LocalName == mark));
        Assert.StartsWith("A plot", answer.Returned, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class Drawing { public string ToSvg(string title = \"x\") => $\"<svg>{title}</svg>\"; } new Drawing()", "image/svg+xml", "<svg>x</svg>")]
    [InlineData("class Sized { public string GetSvgXml(int width, int height) => $\"<svg width='{width}'/>\"; } new Sized()", "image/svg+xml", "<svg width='640'/>")]
    [InlineData("class Photo2 { public byte[] Png => new byte[] { 0x89, 80, 78, 71, 1 }; } new Photo2()", "image/png", "iVBORwE=")]
    public async Task What_can_draw_itself_is_shown(string code, string mimeType, string value) => Assert.Equal(value, (await kernel.RunAsync(code)).Form<ReturnValueProduced>(mimeType));

    [Fact]
    public async Task What_cannot_draw_itself_after_all_is_told()
    {
        Assert.Contains("cannot be shown", (await kernel.RunAsync("class Broken { public string ToSvg() => throw new Exception(\"no ink\"); } new Broken()")).Returned, StringComparison.Ordinal);
        Assert.Equal("NoDrawing { ToSvg = 3 }", (await kernel.RunAsync("class NoDrawing { public int ToSvg => 3; } new NoDrawing()")).Returned);
    }

    [Fact]
    public async Task Formatters_of_the_user_are_honoured_and_others_unchanged()
    {
        await using ServedKernel own = new(); // its tags would hide names from the cells of others
        await own.InitializeAsync();
        Assert.True((await own.RunAsync(
            """
            using Microsoft.DotNet.Interactive.Formatting;
            record Animal(string Name);
            Formatter.Register<Animal>(animal => $"<b>{animal.Name}</b>", "text/html");
            """)).Result.Succeeded);

        Assert.Equal("<b>cat</b>", (await own.RunAsync("new Animal(\"cat\")")).Form<ReturnValueProduced>("text/html"));
        Assert.Equal("2", (await own.RunAsync("1 + 1")).Returned);
        Assert.Null((await own.RunAsync("1 + 1")).Form<ReturnValueProduced>("text/html"));
        Assert.Equal("<p>x</p>", (await own.RunAsync("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\nPocketView view = p(\"x\"); view")).Form<ReturnValueProduced>("text/html"));
    }

    [Fact]
    public async Task Progress_is_a_bar_for_items_and_a_tag_for_all_else_once_the_tags_are_used()
    {
        await using ServedKernel own = new();
        await own.InitializeAsync();
        await own.RunAsync("using Microsoft.DotNet.Interactive.Formatting;\nusing static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;");

        Answer bar = await own.RunAsync("int sum = 0;\nforeach (int i in progress(new[] { 1, 2 }, \"adding\"))\n    sum += i;\nnamespace Bars { public static class All { public static int Count() => progress(new List<int> { 1 }).Count(); } }\nsum + Bars.All.Count()");
        Assert.Equal((null, "4"), (bar.Result.Message, bar.Returned));
        Assert.StartsWith("adding: 2 of 2", bar.Events.OfType<DisplayedValueUpdated>().Last(shown => shown.FormattedValues[0].Value!.Contains("adding", StringComparison.Ordinal)).FormattedValues[^1].Value, StringComparison.Ordinal);
        Assert.Equal("<progress max=\"3\">half</progress>", (await own.RunAsync("PocketView half = progress[max: 3](\"half\"); half")).Form<ReturnValueProduced>("text/html"));
        Assert.Equal("<progress>half</progress>", (await own.RunAsync("PocketView text = progress(\"half\"); text")).Form<ReturnValueProduced>("text/html"));
        Assert.Equal("6", (await own.RunAsync("int progress(int[] all) => all.Length;\nprogress(new int[6])")).Returned);
    }

    [Fact]
    public async Task A_network_is_a_graph_and_a_tensor_has_a_histogram()
    {
        Answer network = await kernel.RunAsync("Network.EfficientNetLite0()"), tensor = await kernel.RunAsync("torch.linspace(0, 1, 1000)"), few = await kernel.RunAsync("torch.ones(3)");

        string graph = network.Form<ReturnValueProduced>("text/vnd.mermaid")!;
        Assert.StartsWith("flowchart TD\n  input([\"input 3 x 224 x 224\"])\n", graph, StringComparison.Ordinal);
        Assert.Contains("  input --> n0\n", graph, StringComparison.Ordinal);
        Assert.Equal(40, XDocument.Parse(tensor.Form<ReturnValueProduced>("image/svg+xml")!).Descendants().Count(element => element.Name.LocalName == "rect"));
        Assert.Equal((null, true), (few.Form<ReturnValueProduced>("image/svg+xml"), few.Returned!.StartsWith("Tensor [3]", StringComparison.Ordinal)));
    }
}
