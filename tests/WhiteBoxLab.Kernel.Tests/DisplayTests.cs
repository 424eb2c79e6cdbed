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
        Answer answer = await kernel.RunAsync(
            "Enumerable.Range(0, 20_000).Select(i => new { Id = i, Name = $\"<{i}>\", Score = i == 1 ? double.NaN : i / 2.0, "
                + "On = i % 2 == 0 }).ToList()"
        );

        string html = answer.Form<ReturnValueProduced>("text/html")!;
        Assert.Equal(200, html.Split("<tr>").Length - 2);
        Assert.Contains("<td>&lt;7&gt;</td>", html, StringComparison.Ordinal);
        Assert.Contains("The first 200 of 20000 rows.", html, StringComparison.Ordinal);
        JsonNode resource = JsonNode.Parse(answer.Form<ReturnValueProduced>("application/vnd.dataresource+json")!)!;
        Assert.Equal(
            ["Id integer", "Name string", "Score number", "On boolean"],
            resource["schema"]!["fields"]!.AsArray().Select(field => $"{field!["name"]} {field["type"]}")
        );
        Assert.Equal((10_000, 20_000), (resource["data"]!.AsArray().Count, (int)resource["rows"]!));
        Assert.Equal(
            (1, "<1>", "NaN", false),
            (
                (int)resource["data"]![1]!["Id"]!,
                (string)resource["data"]![1]!["Name"]!,
                (string)resource["data"]![1]!["Score"]!,
                (bool)resource["data"]![1]!["On"]!
            )
        );
    }

    [Fact]
    public async Task Numbers_that_a_page_would_change_go_to_its_grid_as_text()
    {
        Answer answer = await kernel.RunAsync(
            "new[] { new { Id = 9007199254740993L, Big = ulong.MaxValue, Price = 1.10m, Plain = 2.5m, Small = 7L } }"
        );

        JsonNode resource = JsonNode.Parse(answer.Form<ReturnValueProduced>("application/vnd.dataresource+json")!)!;
        Assert.Equal(
            ["integer", "integer", "number", "number", "integer"],
            resource["schema"]!["fields"]!.AsArray().Select(field => (string)field!["type"]!)
        );
        Assert.Equal(
            """{"Id":"9007199254740993","Big":"18446744073709551615","Price":"1.10","Plain":2.5,"Small":7}""",
            resource["data"]![0]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Rows_without_an_end_are_a_table_that_says_so()
    {
        Answer answer = await kernel.RunAsync(
            "IEnumerable<object> Endless() { for (int i = 0; ; i++) yield return new { Id = i }; }\nEndless()"
        );

        Assert.Contains("The first 200 rows.", answer.Form<ReturnValueProduced>("text/html"), StringComparison.Ordinal);
        JsonObject resource = JsonNode.Parse(answer.Form<ReturnValueProduced>("application/vnd.dataresource+json")!)!.AsObject();
        Assert.Equal(10_000, resource["data"]!.AsArray().Count);
        Assert.True(resource.ContainsKey("rows"));
        Assert.Null(resource["rows"]);
    }

    [Fact]
    public async Task Progress_is_shown_in_one_place_and_ends_full()
    {
        Answer answer = await kernel.RunAsync(
            "int sum = 0; foreach (var i in progress(Enumerable.Range(1, 1000).ToList(), \"adding\")) sum += i; sum"
        );

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
    [InlineData(
        "class Drawing { public string ToSvg(string title = \"x\") => $\"<svg>{title}</svg>\"; } new Drawing()",
        "image/svg+xml",
        "<svg>x</svg>"
    )]
    [InlineData(
        "class Sized { public string GetSvgXml(int width, int height) => $\"<svg width='{width}'/>\"; } new Sized()",
        "image/svg+xml",
        "<svg width='640'/>"
    )]
    [InlineData("class Photo2 { public byte[] Png => new byte[] { 0x89, 80, 78, 71, 1 }; } new Photo2()", "image/png", "iVBORwE=")]
    public async Task What_can_draw_itself_is_shown(string code, string mimeType, string value) =>
        Assert.Equal(value, (await kernel.RunAsync(code)).Form<ReturnValueProduced>(mimeType));

    [Fact]
    public async Task What_cannot_draw_itself_after_all_is_told()
    {
        Assert.Contains(
            "cannot be shown",
            (await kernel.RunAsync("class Broken { public string ToSvg() => throw new Exception(\"no ink\"); } new Broken()")).Returned,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "NoDrawing { ToSvg = 3 }",
            (await kernel.RunAsync("class NoDrawing { public int ToSvg => 3; } new NoDrawing()")).Returned
        );
    }

    [Fact]
    public async Task Formatters_of_the_user_are_honoured_and_others_unchanged()
    {
        await using ServedKernel own = new(); // its tags would hide names from the cells of others
        await own.InitializeAsync();
        Assert.True((
                await own.RunAsync(
                    """
                    using Microsoft.DotNet.Interactive.Formatting;
                    record Animal(string Name);
                    Formatter.Register<Animal>(animal => $"<b>{animal.Name}</b>", "text/html");
                    """
                )
            ).Result.Succeeded);

        Assert.Equal("<b>cat</b>", (await own.RunAsync("new Animal(\"cat\")")).Form<ReturnValueProduced>("text/html"));
        Assert.Equal("2", (await own.RunAsync("1 + 1")).Returned);
        Assert.Null((await own.RunAsync("1 + 1")).Form<ReturnValueProduced>("text/html"));
        Assert.Equal(
            "<p>x</p>",
            (
                await own.RunAsync("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\nPocketView view = p(\"x\"); view")
            ).Form<ReturnValueProduced>("text/html")
        );
    }

    [Fact]
    public async Task Progress_is_a_bar_for_items_and_a_tag_for_all_else_once_the_tags_are_used()
    {
        await using ServedKernel own = new();
        await own.InitializeAsync();
        await own.RunAsync(
            "using Microsoft.DotNet.Interactive.Formatting;\nusing static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;"
        );

        Answer bar = await own.RunAsync(
            "int sum = 0;\nforeach (int i in progress(new[] { 1, 2 }, \"adding\"))\n    sum += i;\nnamespace Bars { public "
                + "static class All { public static int Count() => progress(new List<int> { 1 }).Count(); } }\nsum + Bars.All.Count()"
        );
        Assert.Equal((null, "4"), (bar.Result.Message, bar.Returned));
        Assert.StartsWith(
            "adding: 2 of 2",
            bar.Events.OfType<DisplayedValueUpdated>()
                .Last(shown => shown.FormattedValues[0].Value!.Contains("adding", StringComparison.Ordinal))
                .FormattedValues[^1]
                .Value,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "<progress max=\"3\">half</progress>",
            (await own.RunAsync("PocketView half = progress[max: 3](\"half\"); half")).Form<ReturnValueProduced>("text/html")
        );
        Assert.Equal(
            "<progress>half</progress>",
            (await own.RunAsync("PocketView text = progress(\"half\"); text")).Form<ReturnValueProduced>("text/html")
        );
        Assert.Equal("6", (await own.RunAsync("int progress(int[] all) => all.Length;\nprogress(new int[6])")).Returned);
    }

    [Fact]
    public async Task A_value_is_shown_in_the_forms_that_are_named_and_keeps_them()
    {
        Answer answer = await kernel.RunAsync(
            "var shown = new { A = double.NaN, B = new[] { 1 } }.Display(\"application/json\", \"text/html\"); "
                + "shown.Update(new[] { \"<b>\" }); display(3, \"image/png\"); (null as object).Display();"
        );

        Assert.Equal("{\"a\":\"NaN\",\"b\":[1]}", answer.Form<DisplayedValueProduced>("application/json"));
        Assert.Equal(
            ("[\"<b>\"]", "<pre>String[] [&quot;&lt;b&gt;&quot;]</pre>"),
            (answer.Form<DisplayedValueUpdated>("application/json"), answer.Form<DisplayedValueUpdated>("text/html"))
        );
        Assert.Contains(answer.Events.OfType<DisplayedValueProduced>(), shown =>
            shown.FormattedValues[0].Value
            == "This Int32 cannot be shown: it has no form 'image/png'. Every value has text/plain, text/html and application/json."
        );
    }

    [Fact]
    public async Task Items_of_any_kind_are_a_table_when_asked_for_one()
    {
        Answer answer = await kernel.RunAsync("new[] { 1, 2 }.DisplayTable();");

        Assert.Equal(
            "<table><thead><tr><th>value</th></tr></thead><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>",
            answer.Form<DisplayedValueProduced>("text/html")
        );
    }

    [Fact]
    public async Task A_handle_is_updated_from_a_later_cell_by_an_event_of_that_cell()
    {
        string? id = (await kernel.RunAsync("var handle = display(\"first\");")).Events.OfType<DisplayedValueProduced>().Single().ValueId;
        Answer later = await kernel.RunAsync("await Task.Run(() => handle.Update(\"second\"));");

        Assert.Equal(
            (id, "second"),
            later.Events.OfType<DisplayedValueUpdated>().Single() is var update
                ? (update.ValueId, update.FormattedValues[0].Value)
                : default
        );
    }

    [Theory]
    [InlineData(
        "class Loop { }\nFormatter.Register<Loop>((loop, writer) => writer.Write(loop.ToDisplayString(\"text/html\")), "
            + "\"text/html\");\ndisplay(new Loop());",
        "Loop"
    )]
    [InlineData(
        "class Once { }\nFormatter.Register<Once>(one => one.ToDisplayString(\"text/plain\"), \"text/plain\");\nnew "
            + "Once().ToDisplayString(\"text/plain\")",
        "Once"
    )]
    [InlineData(
        "class Ping { public Pong P = new(); }\nclass Pong { public static Ping Back = new(); }\nFormatter.Register<Ping>(ping "
            + "=> ping.P.ToDisplayString(\"text/html\"), \"text/html\");\nif (true) Formatter.Register<Pong>(pong => "
            + "Pong.Back.ToDisplayString(\"text/html\"), \"text/html\"); else Console.Write(1);\nnew[] { new Ping() }",
        "P"
    )]
    public async Task A_formatter_without_an_end_is_an_error_and_the_kernel_lives(string code, string type)
    {
        await using ServedKernel own = new();
        await own.InitializeAsync();
        await own.RunAsync("using Microsoft.DotNet.Interactive.Formatting;\nvar kept = 41;");

        Assert.Matches($@"The formatter of {type}\w* for text/\w+ calls itself without end\.", (await own.RunAsync(code)).Result.Message);
        Assert.Equal("42", (await own.RunAsync("kept + 1")).Returned);
    }

    [Fact]
    public async Task A_formatter_is_asked_for_parts_of_lists_maps_and_objects_and_the_last_one_counts()
    {
        await using ServedKernel own = new();
        await own.InitializeAsync();
        await own.RunAsync(
            """
            using Microsoft.DotNet.Interactive.Formatting;
            record Pet(string Name);
            record Owner(string Who, Pet Pet);
            Formatter.Register<Pet>(pet => "older", "text/html");
            Formatter.Register<Pet>(pet => $"<b>{pet.Name}</b>", "text/html");
            Formatter.Register<Pet>(pet => "pet " + pet.Name, "text/plain");
            """
        );

        Answer map = await own.RunAsync("new Dictionary<string, Pet> { [\"a\"] = new(\"cat\") }"),
            owner = await own.RunAsync("new Owner(\"Ada\", new(\"cat\"))"),
            owners = await own.RunAsync("new[] { new Owner(\"Ada\", new(\"cat\")) }");
        Assert.All(new[] { map, owner, owners }, answer =>
            Assert.Contains("<td><b>cat</b></td>", answer.Form<ReturnValueProduced>("text/html"), StringComparison.Ordinal)
        );
        Assert.Equal("Dictionary<String, Pet> [[\"a\"] = pet cat]", map.Returned);
    }

    [Theory]
    [InlineData("new int[2, 2, 2]", "Int32[,,] 2 x 2 x 2\n[[[0, 0],\n [0, 0]],\n [[0, 0],\n [0, 0]]]")]
    [InlineData("new string[0, 3]", "String[,] 0 x 3\n[]")]
    [InlineData("new bool[1, 2]", "Boolean[,] 1 x 2\n[[False, False]]")]
    public async Task Arrays_of_several_dimensions_are_rows(string code, string text) =>
        Assert.Equal(text, (await kernel.RunAsync(code)).Returned);

    [Fact]
    public async Task A_table_of_ado_is_a_grid()
    {
        Answer answer = await kernel.RunAsync(
            "var table = new System.Data.DataTable(); table.Columns.Add(\"id\", typeof(int)); table.Columns.Add(\"name\"); "
                + "table.Rows.Add(1, \"Ada\"); table.Rows.Add(2, DBNull.Value); table"
        );

        JsonNode grid = JsonNode.Parse(answer.Form<ReturnValueProduced>("application/vnd.dataresource+json")!)!;
        Assert.Equal(
            ("integer", "Ada", true),
            ((string)grid["schema"]!["fields"]![0]!["type"]!, (string)grid["data"]![0]!["name"]!, grid["data"]![1]!["name"] is null)
        );
        Assert.Equal("id  name\n1   Ada\n2   null", answer.Returned);
    }

    [Theory]
    [InlineData("SkiaSharp.SKImage.FromBitmap(new SkiaSharp.SKBitmap(2, 2))", "image/png")]
    [InlineData("SkiaSharp.SKImage.FromBitmap(new SkiaSharp.SKBitmap(2, 2)).Encode(SkiaSharp.SKEncodedImageFormat.Webp, 80)", "image/webp")]
    [InlineData("new byte[] { 71, 73, 70, 56, 57, 97 }", "image/gif")]
    [InlineData("SkiaSharp.SKSurface.Create(new SkiaSharp.SKImageInfo(2, 2))", "image/png")]
    public async Task Pictures_are_pictures_whatever_holds_them(string code, string mimeType) =>
        Assert.NotNull((await kernel.RunAsync(code)).Form<ReturnValueProduced>(mimeType));

    [Fact]
    public async Task A_disposed_picture_ends_nothing() =>
        Assert.NotNull((await kernel.RunAsync("var gone = new SkiaSharp.SKBitmap(2, 2); gone.Dispose(); gone")).Returned);

    [Fact]
    public async Task Charts_and_tensors_of_libraries_nobody_knows_are_shown_by_their_shape()
    {
        Answer chart = await kernel.RunAsync(
            """
            public class SomeChart
            {
                public string GetInlineHtml() => "<script>var data = [{\"type\":\"bar\",\"x\":[\"a\",\"b\"],\"y\":[1,2.5]}]; "
                    + "var layout = {\"title\":\"Bars\"}; Plotly.newPlot('x', data, layout);</script>";
            }
            new SomeChart()
            """
        );
        Answer other = await kernel.RunAsync(
            "public class PieChart { public string GetInlineHtml() => \"<script>var data = "
                + "[{\\\"type\\\":\\\"pie\\\"}];</script>\"; }\nnew PieChart()"
        );
        Answer tensor = await kernel.RunAsync(
            "public class SomeTensor<T> : List<T> { public ReadOnlySpan<int> Dimensions => new int[] { 2, 2 }; }\nnew "
                + "SomeTensor<float> { 1, 2, 3, 4 }"
        );

        Assert.Equal((null, null, null), (chart.Result.Message, other.Result.Message, tensor.Result.Message));
        Assert.Equal(("A chart of Bars: bar", null), (chart.Returned, other.Form<ReturnValueProduced>("image/svg+xml")));
        Assert.Equal(
            2,
            XDocument
                .Parse(chart.Form<ReturnValueProduced>("image/svg+xml")!)
                .Descendants()
                .Count(element => element.Name.LocalName == "rect")
        );
        Assert.Contains("pie", other.Form<ReturnValueProduced>("application/vnd.plotly.v1+json"), StringComparison.Ordinal);
        Assert.Equal("SomeTensor<Single> [2, 2], 1 to 4\n[[1, 2],\n [3, 4]]", tensor.Returned);
    }

    [Fact]
    public async Task A_network_is_a_graph_and_a_tensor_has_a_histogram()
    {
        Answer network = await kernel.RunAsync("Network.EfficientNetLite0()"),
            tensor = await kernel.RunAsync("torch.linspace(0, 1, 1000)"),
            few = await kernel.RunAsync("torch.ones(3)");

        string graph = network.Form<ReturnValueProduced>("text/vnd.mermaid")!;
        Assert.StartsWith("flowchart TD\n  input([\"input 3 x 224 x 224\"])\n", graph, StringComparison.Ordinal);
        Assert.Contains("  input --> n0\n", graph, StringComparison.Ordinal);
        Assert.Equal(
            40,
            XDocument
                .Parse(tensor.Form<ReturnValueProduced>("image/svg+xml")!)
                .Descendants()
                .Count(element => element.Name.LocalName == "rect")
        );
        Assert.Equal(
            (null, true),
            (few.Form<ReturnValueProduced>("image/svg+xml"), few.Returned!.StartsWith("Tensor [3]", StringComparison.Ordinal))
        );
    }
}
