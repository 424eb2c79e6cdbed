using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed partial class RunTests : IDisposable
{
    private static readonly string Notebooks = typeof(RunTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(one => one.Key == "Notebooks")
        .Value!;

    private readonly string folder = Directory.CreateTempSubdirectory("wbl-run-").FullName;

    public static TheoryData<string> All =>
        [
            .. Directory
                .EnumerateFiles(Notebooks, "*.ipynb", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Notebooks, file))
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_notebook_of_the_repository_runs_and_shows_its_maps(string notebook)
    {
        (int code, string printed) = await RunAsync(
            Path.Combine(Notebooks, notebook),
            "-o",
            At("out.ipynb"),
            "--timeout",
            "300",
            "--artifacts",
            At("artifacts")
        );

        Assert.True(code == 0, printed);
        JsonArray cells = JsonNode.Parse(await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken))![
            "cells"
        ]!.AsArray();
        Assert.Equal(Enumerable.Range(1, cells.Count(IsCode)), cells.Where(IsCode).Select(cell => (int)cell!["execution_count"]!));
        Assert.DoesNotContain(cells.Where(IsCode).SelectMany(cell => cell!["outputs"]!.AsArray()), output =>
            (string)output!["output_type"]! == "error"
        );
        foreach (JsonNode? cell in cells.Where(IsCode))
        {
            JsonNode[] maps =
            [
                .. cell!["outputs"]!
                    .AsArray()
                    .SelectMany(output => output!["data"]?["application/vnd.whiteboxlab.maps+json"]?.AsArray() ?? [])
                    .Select(map => map!),
            ];
            Assert.True(maps.Length > 0 || !Explains().IsMatch(SourceOf(cell)), $"{SourceOf(cell)}\nshows no map.");
            Assert.All(maps, map =>
                Assert.True((double)map["minimum"]! < (double)map["maximum"]!, $"{map["name"]} is the same everywhere.")
            );
        }

        static string SourceOf(JsonNode cell) => string.Concat(cell["source"]!.AsArray().Select(line => (string)line!));
        static bool IsCode(JsonNode? cell) => (string)cell!["cell_type"]! == "code";
    }

    [Fact]
    public async Task Halves_of_characters_that_other_programs_wrote_stop_no_run()
    {
        string cell =
            """{"cell_type":"code","execution_count":null,"id":"a","metadata":{"x":"\ud83d"},"outputs":[],"source":["1 + 1 // \ud83d"]}""";
        Write(cell);
        (int code, string printed) = await RunAsync(At("n.ipynb"), "-o", At("out.ipynb"));

        Assert.True(code == 0, printed);
        Assert.Contains(
            "\"2\"",
            await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Outputs_are_written_and_nothing_else_of_the_file_is_lost()
    {
        string before = Write(
            """{"cell_type":"markdown","id":"m","metadata":{"mine":1},"source":["# T\n","ext"],"attachments":{"a.png":"""
                + """{"image/png":"AAAA"}}}""",
            Code(
                "c",
                "Console.WriteLine(\"a\"); Console.Error.Write(\"e\"); var d = display(1); d.Update(2); \"end\"",
                """{"tags":["x"],"odd":null}"""
            ),
            """{"cell_type":"raw","id":"r","metadata":{},"source":"raw"}"""
        );

        (int code, _) = await RunAsync(At("n.ipynb"), "-o", At("out.ipynb"));

        JsonNode after = JsonNode.Parse(await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken))!;
        JsonArray outputs = after["cells"]![1]!["outputs"]!.AsArray();
        Assert.Equal(0, code);
        Assert.Equal(["stream", "stream", "display_data", "execute_result"], outputs.Select(output => (string)output!["output_type"]!));
        Assert.Equal(
            ("a\n", "e", "2", "end", 1),
            (
                (string)outputs[0]!["text"]![0]!,
                (string)outputs[1]!["text"]![0]!,
                (string)outputs[2]!["data"]!["text/plain"]![0]!,
                (string)outputs[3]!["data"]!["text/plain"]![0]!,
                (int)outputs[3]!["execution_count"]!
            )
        );
        after["cells"]![1]!["outputs"] = new JsonArray();
        after["cells"]![1]!["execution_count"] = null;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(before), after), after.ToJsonString());
    }

    [Fact]
    public async Task All_that_a_cell_shows_is_written_however_much_it_is()
    {
        Write(Code("a", "for (int i = 0; i < 501; i++) { display(i); }"));

        (int code, string printed) = await RunAsync(At("n.ipynb"), "-o", At("out.ipynb"));

        JsonNode after = JsonNode.Parse(await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken))!;
        Assert.True(code == 0, printed);
        Assert.Equal(501, after["cells"]![0]!["outputs"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task A_cell_that_fails_ends_the_run_or_does_not(bool keepGoing, int ran)
    {
        Write(Code("a", "1"), Code("b", "Console.Write(\"so far\"); throw new Exception(\"no\");"), Code("c", "3"));

        (int code, string printed) = await RunAsync([At("n.ipynb"), "-o", At("out.ipynb"), .. keepGoing ? new[] { "--keep-going" } : []]);

        JsonArray cells = JsonNode.Parse(await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken))![
            "cells"
        ]!.AsArray();
        Assert.Equal((1, ran), (code, cells.Count(cell => cell!["execution_count"] is not null)));
        Assert.Equal(["stream", "error"], cells[1]!["outputs"]!.AsArray().Select(output => (string)output!["output_type"]!));
        Assert.Equal("System.Exception", (string)cells[1]!["outputs"]![1]!["ename"]!);
        Assert.Contains("cell 2: FAILED", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_takes_too_long_is_stopped_and_keeps_what_it_printed()
    {
        Write(Code("w", "Console.Write(\"warm\");"), Code("a", "Console.Write(\"on\"); Thread.Sleep(Timeout.Infinite);"));

        (int code, string printed) = await RunAsync(At("n.ipynb"), "-o", At("out.ipynb"), "--timeout", "20");

        Assert.Equal(1, code);
        Assert.Contains("The cell ran longer than 20 seconds and was stopped.", printed, StringComparison.Ordinal);
        Assert.Contains(
            "\"on\"",
            await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Parameters_are_given_and_checked()
    {
        Write(
            Code("p", "int steps = 5; // at most 100\nvar name = \"cat\";\ndouble noise = 0.5;", """{"tags":["parameters"]}"""),
            Code("u", "$\"{steps} {name} {noise * 2}\"")
        );

        (int code, _) = await RunAsync(At("n.ipynb"), "-o", At("out.ipynb"), "-p", "steps=7", "-p", "name=a \"dog\"", "-p", "noise=1");
        Assert.Equal(0, code);
        Assert.Contains(
            "7 a \\\"dog\\\" 2",
            await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(
            (2, "The notebook has no parameter 'step'. It has steps, name, noise. Try 'run --help'."),
            await RunAsync(At("n.ipynb"), "-p", "step=7")
        );
        Assert.Equal(
            (2, "The parameter steps is a whole number, and 'many' is not. Try 'run --help'."),
            await RunAsync(At("n.ipynb"), "-p", "steps=many")
        );
    }

    [Fact]
    public async Task A_parameter_that_is_required_and_one_with_choices_are_seen_to()
    {
        Write(
            Code("p", "string name; // required: who is greeted\nint times = 1; // [1, 2]", """{"tags":["parameters"]}"""),
            Code("u", "string.Concat(Enumerable.Repeat(name, times))")
        );

        Assert.Equal(
            (2, "The notebook needs a value for name (who is greeted): give -p name=VALUE. Try 'run --help'."),
            await RunAsync(At("n.ipynb"))
        );
        Assert.Equal(
            (2, "The notebook needs a value for name (who is greeted): give -p name=VALUE. Try 'run --help'."),
            await RunAsync(At("n.ipynb"), "-p", "times=2")
        );
        Assert.Equal(
            (2, "The parameter name is required. Give it a value. Try 'run --help'."),
            await RunAsync(At("n.ipynb"), "-p", "name=")
        );
        Assert.Equal(
            (2, "The parameter times is one of 1, 2, and '3' is not. Try 'run --help'."),
            await RunAsync(At("n.ipynb"), "-p", "name=Ada", "-p", "times=3")
        );
        Assert.Equal(0, (await RunAsync(At("n.ipynb"), "-o", At("out.ipynb"), "-p", "name=Ada", "-p", "times=2")).Code);
        Assert.Contains(
            "AdaAda",
            await File.ReadAllTextAsync(At("out.ipynb"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(0, (await RunAsync(At("out.ipynb"))).Code); // what was given is in it
    }

    [Fact]
    public async Task What_is_no_notebook_is_told()
    {
        Assert.Equal((3, $"There is no notebook '{At("none.ipynb")}'."), await RunAsync(At("none.ipynb")));
        Assert.Equal((2, "run needs a notebook. Try 'run --help'."), await RunAsync());
        await File.WriteAllTextAsync(At("n.ipynb"), "[", TestContext.Current.CancellationToken);
        Assert.StartsWith($"'{At("n.ipynb")}' is no notebook: ", (await RunAsync(At("n.ipynb"))).Printed, StringComparison.Ordinal);
    }

    private string Write(params IEnumerable<string> cells)
    {
        string text = $$$"""{"cells":[{{{string.Join(",", cells)}}}],"metadata":{"kept":{"deep":[1]}},"nbformat":4,"nbformat_minor":5}""";
        File.WriteAllText(At("n.ipynb"), text);
        return text;
    }

    private static string Code(string id, string source, string metadata = "{}") =>
        $$"""{"cell_type":"code","execution_count":null,"id":"{{id}}","metadata":{{metadata}},"outputs":[],"source":"""
        + $$"""{{JsonValue.Create(source).ToJsonString()}}}""";

    private string At(string name) => Path.Combine(folder, name);

    private static async Task<(int Code, string Printed)> RunAsync(params string[] arguments)
    {
        EndedVerb run = await ShellVerb.RunAsync(["run", .. arguments]);
        return (run.Code, (run.Printed + run.Complaints).Trim());
    }

    [GeneratedRegex(@"network\.Explain\(")]
    private static partial Regex Explains();
}
