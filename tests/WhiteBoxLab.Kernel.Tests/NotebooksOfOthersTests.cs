using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// Notebooks as people bring them, through <c>run</c>. Those with packages take them from the registry that this repository is built from.
/// </summary>
public sealed class NotebooksOfOthersTests : IDisposable
{
    private static readonly string Data = typeof(NotebooksOfOthersTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(one => one.Key == "NotebooksOfOthers")
        .Value!;

    private readonly string folder = Directory.CreateTempSubdirectory("wbl-others-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_display_calls_of_dotnet_interactive_show_and_print_nothing()
    {
        Ran ran = await RunAsync("01-display-after-formatting");

        Assert.Equal(0, ran.Code);
        Assert.Contains("<th>A</th>", ran.Form(1, "text/html"), StringComparison.Ordinal);
        Assert.Equal("<b>bold</b>", ran.Form(2, "text/html"));
        Assert.Equal(1, (int)ran.Output(3)["data"]!["application/json"]!["a"]!);
        Assert.DoesNotContain(ran.Cells.SelectMany(OutputsOf), output => (string?)output["output_type"] == "stream");
    }

    [Fact]
    public async Task A_chart_of_plotly_is_a_chart()
    {
        Ran ran = await RunAsync("02-plotly-chart");

        Assert.True(ran.Code == 0, ran.Printed);
        Assert.Contains("<path", ran.Form(1, "image/svg+xml"), StringComparison.Ordinal);
        Assert.Contains("Plotly.newPlot", ran.Form(1, "text/html"), StringComparison.Ordinal);
        Assert.Equal(10, (double)ran.Output(1)["data"]!["application/vnd.plotly.v1+json"]!["data"]![0]!["y"]![1]!);
    }

    [Fact]
    public async Task A_data_frame_is_a_table_with_its_columns()
    {
        Ran ran = await RunAsync("03-data-frame");

        Assert.True(ran.Code == 0, ran.Printed);
        JsonNode grid = ran.Output(0)["data"]!["application/vnd.dataresource+json"]!;
        Assert.Equal(["name", "age", "city"], grid["schema"]!["fields"]!.AsArray().Select(field => (string)field!["name"]!));
        Assert.Equal(
            ("Ada", 36, "Oslo", true),
            (
                (string)grid["data"]![0]!["name"]!,
                (int)grid["data"]![0]!["age"]!,
                (string)grid["data"]![1]!["city"]!,
                grid["data"]![1]!["age"] is null
            )
        );
        Assert.All(Enumerable.Range(1, 2), cell => Assert.Contains("<table>", ran.Form(cell, "text/html"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pictures_of_several_libraries_are_pictures()
    {
        Ran ran = await RunAsync("04-pictures");

        Assert.True(ran.Code == 0, ran.Printed);
        Assert.Equal([137, 80, 78, 71], Convert.FromBase64String(ran.Form(0, "image/png")!)[..4]);
        Assert.Equal([255, 216, 255], Convert.FromBase64String(ran.Form(1, "image/jpeg")!)[..3]);
        Assert.Equal([137, 80, 78, 71], Convert.FromBase64String(ran.Form(3, "image/png")!)[..4]);
    }

    [Fact]
    public async Task Lines_inside_strings_and_comments_are_no_magics()
    {
        Ran ran = await RunAsync("05-magic-in-a-string");

        Assert.Equal((0, "reached"), (ran.Code, ran.Form(1, "text/plain")));
        Assert.Equal(
            "To install:\n#r \"nuget: Newtonsoft.Json\"\n#!/bin/bash".Length,
            int.Parse(ran.Form(0, "text/plain")!, System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task An_update_from_a_later_cell_arrives_with_its_type()
    {
        Ran ran = await RunAsync("07-update-from-a-later-cell");

        Assert.Equal((0, "second, from a later cell"), (ran.Code, ran.Form(0, "text/plain")));
        Assert.Empty(OutputsOf(ran.Cells[1]));
        Assert.Equal("<i>b</i>", ran.Form(2, "text/html"));
    }

    [Fact]
    public async Task A_formatter_that_calls_itself_is_the_error_of_its_cell()
    {
        Ran ran = await RunAsync("08-formatter-calls-itself", "--keep-going");

        Assert.Equal((1, "42"), (ran.Code, ran.Form(2, "text/plain")));
        Assert.Contains(
            "The formatter of Deep for text/html calls itself without end.",
            (string?)ran.Output(1)["evalue"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_notebook_of_another_language_says_so()
    {
        (int code, string printed) = await PlainAsync(Path.Combine(Data, "12-python-notebook.ipynb"));

        Assert.Equal(3, code);
        Assert.Contains("This is a notebook for Python; the lab runs C#.", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_another_language_says_which_there_are_and_the_others_run()
    {
        Ran ran = await RunAsync("13-polyglot");

        Assert.Equal(1, ran.Code);
        Assert.Equal(
            "This cell is in F#, which this kernel does not run. There is C#, HTML, Markdown, Mermaid, Value.",
            (string?)ran.Output(0)["evalue"]
        );
        Assert.Equal(("<b>bold</b>", "1"), (ran.Form(1, "text/html"), ran.Form(2, "text/plain")));
    }

    [Fact]
    public async Task Tags_say_which_cell_may_fail_and_which_is_left_out()
    {
        Ran ran = await RunAsync("14-tags");

        Assert.True(ran.Code == 0, ran.Printed);
        Assert.Equal("System.FormatException", (string?)ran.Output(0)["ename"]);
        Assert.Empty(OutputsOf(ran.Cells[2]));
        Assert.Equal("end", ran.Form(3, "text/plain"));
    }

    [Fact]
    public async Task An_older_format_is_refused_and_nothing_written()
    {
        (int code, string printed) = await PlainAsync(Path.Combine(Data, "16-nbformat-3.ipynb"), "-o", At("out.ipynb"));

        Assert.Equal((3, false), (code, File.Exists(At("out.ipynb"))));
        Assert.Contains("is of format 3; the lab reads format 4", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_and_there_already_ends_nothing()
    {
        Ran ran = await RunAsync("17-part-of-the-kernel");

        Assert.True(ran.Code == 0, ran.Printed);
        Assert.Equal(("{\"b\":2}", "again"), (ran.Result(0), ran.Result(2)));
    }

    [Fact]
    public async Task The_helpers_of_dotnet_interactive_are_there()
    {
        Ran ran = await RunAsync("18-helpers");

        Assert.True(ran.Code == 0, ran.Printed);
        Assert.Equal("<b>bold</b>", ran.Form(0, "text/html"));
        Assert.Contains("<script", ran.Form(1, "text/html"), StringComparison.Ordinal);
        Assert.Equal("$$a^2$$", ran.Form(2, "text/latex"));
        Assert.Equal([1, 2], ran.Output(3)["data"]!["application/json"]!.AsArray().Select(number => (int)number!));
        Assert.Equal("5", (string?)Assert.Single(OutputsOf(ran.Cells[4]))["data"]!["text/plain"]![0]);
    }

    [Fact]
    public async Task A_module_is_its_layers_with_sizes_and_a_matrix_its_rows()
    {
        Ran ran = await RunAsync("19-torch-module");

        Assert.True(ran.Code == 0, ran.Printed);
        Assert.Contains("conv: Conv2d (weight [8, 3, 3, 3], bias [8])", ran.Form(0, "text/plain"), StringComparison.Ordinal);
        Assert.Contains("fc: Linear (weight [10, 8], bias [10])", ran.Form(0, "text/plain"), StringComparison.Ordinal);
        Assert.Equal("Single[,] 2 x 2\n[[1, 2],\n [3, 4]]", ran.Form(1, "text/plain"));
        Assert.Contains("<tr><td>3</td><td>4</td></tr>", ran.Form(1, "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_formatter_is_asked_for_elements_too()
    {
        Ran ran = await RunAsync("20-formatter-in-a-list");

        Assert.Equal((0, "PERSON Ada"), (ran.Code, ran.Form(0, "text/html")));
        Assert.Contains("<td>PERSON Ada</td>", ran.Form(1, "text/html"), StringComparison.Ordinal);
        Assert.Contains("<td>PERSON Bo</td>", ran.Form(1, "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_loaded_from_beside_the_notebook()
    {
        Ran ran = await RunAsync("21-load-csx");

        Assert.True(ran.Code == 0, ran.Printed);
        Assert.Equal("cases", ran.Result(0));
    }

    [Fact]
    public async Task Who_wants_the_api_of_dotnet_interactive_is_told_what_there_is_instead()
    {
        Ran ran = await RunAsync("22-net-interactive-api", "--keep-going");

        Assert.All(Enumerable.Range(0, 3), cell =>
            Assert.Contains(
                "Instead of KernelInvocationContext there are display(value), cancellationToken and GetInputAsync(question)",
                string.Join('\n', ran.Output(cell)["traceback"]!.AsArray().Select(line => (string?)line)),
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Numbers_of_a_table_are_those_of_the_program()
    {
        Ran ran = await RunAsync("23-big-integers");

        JsonNode row = ran.Output(0)["data"]!["application/vnd.dataresource+json"]!["data"]![0]!;
        Assert.Equal(
            ("9007199254740993", "12345678901234567890.12", 1.5e-10),
            ((string?)row["Id"], (string?)row["Money"], (double)row["Small"]!)
        );
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task What_is_written_is_valid_in_the_version_that_was_read(int minor, bool ids)
    {
        await File.WriteAllTextAsync(
            At("n.ipynb"),
            $$$"""{"cells":[{"cell_type":"code","source":"int n = """
                + $$$"""1;","metadata":{"tags":["parameters"]}},{"cell_type":"markdown","source":"x"},"""
                + $$$"""{"cell_type":"code","source":"n"}],"nbformat":4,"nbformat_minor":"""
                + $$$"""{{{minor}}}}""",
            TestContext.Current.CancellationToken
        );

        Assert.Equal(0, (await PlainAsync(At("n.ipynb"), "-o", At("out.ipynb"), "-p", "n=2")).Code);
        JsonNode after = JsonNode.Parse(await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken))!;
        JsonObject[] cells = [.. after["cells"]!.AsArray().Select(cell => (JsonObject)cell!)];
        Assert.Equal(minor, (int)after["nbformat_minor"]!);
        Assert.All(cells, cell => Assert.Equal((ids, true), (cell.ContainsKey("id"), cell["metadata"] is JsonObject)));
        Assert.All(cells.Where(cell => (string?)cell["cell_type"] == "code"), cell =>
            Assert.True(cell.ContainsKey("execution_count") && cell["outputs"] is JsonArray)
        );
    }

    [Fact]
    public async Task A_dib_runs_and_is_written_as_a_notebook()
    {
        await File.WriteAllTextAsync(
            At("n.dib"),
            "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[]}}\n\n#!markdown\n\n# Title\n\n#!csharp\n"
                + "\n6 * 7\n\n#!fsharp\n\nlet x = 1\n\n#!html\n\n<b>x</b>\n",
            TestContext.Current.CancellationToken
        );

        Assert.Equal(1, (await PlainAsync(At("n.dib"), "-o", At("out.ipynb"))).Code);
        Ran ran = new(
            1,
            "",
            JsonNode.Parse(await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken))!["cells"]!.AsArray()
        );
        Assert.Equal(["markdown", "code", "code", "code"], ran.Cells.Select(cell => (string?)cell!["cell_type"]));
        Assert.Equal(("42", "<b>x</b>"), (ran.Result(1), ran.Form(3, "text/html")));
        Assert.Equal(
            (2, $"'{At("out.dib")}' could not hold outputs: name a file that ends in .ipynb. Try 'run --help'."),
            await PlainAsync(At("n.dib"), "-o", At("out.dib"))
        );
    }

    private string At(string name) => Path.Combine(folder, name);

    private async Task<Ran> RunAsync(string name, params string[] more)
    {
        (int code, string printed) = await PlainAsync([Path.Combine(Data, name + ".ipynb"), "-o", At("out.ipynb"), .. more]);
        Assert.True(File.Exists(At("out.ipynb")), printed);
        return new Ran(
            code,
            printed,
            JsonNode.Parse(await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken))!["cells"]!.AsArray()
        );
    }

    private static async Task<(int Code, string Printed)> PlainAsync(params string[] arguments)
    {
        KernelStart start = KernelStart.Here(AppContext.BaseDirectory, ["run", .. arguments]);
        ProcessStartInfo info = new(start.FileName, start.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in KernelStart.CalmEnvironment)
            info.Environment[name] = value;
        using Process process = Process.Start(info)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, printed.Trim());
    }

    private static IEnumerable<JsonNode> OutputsOf(JsonNode? cell) => cell!["outputs"]!.AsArray().Select(output => output!);

    private sealed record Ran(int Code, string Printed, JsonArray Cells)
    {
        public JsonNode Output(int cell) => OutputsOf(Cells[cell]).Last();

        public string? Form(int cell, string mimeType) => Text(Output(cell)["data"]?[mimeType]);

        public string? Result(int cell) =>
            Text(OutputsOf(Cells[cell]).Last(output => (string?)output["output_type"] == "execute_result")["data"]!["text/plain"]);

        private static string? Text(JsonNode? form) =>
            form is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)form;
    }
}
