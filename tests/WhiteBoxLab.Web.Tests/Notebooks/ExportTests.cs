using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Notebooks.Storage.Exports;

namespace WhiteBoxLab.Web.Tests;

public sealed partial class ExportTests
{
    private const string Dib = """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"name":"csharp"},{"name":"mydb"}]}}

        #!markdown

        # Title

        text

        #!csharp

        #!time
        var x = 1;

        #!fsharp

        let y = 2

        #!mydb

        SELECT 1
        """;

    [Fact]
    public void A_dib_is_read_by_its_cells_and_their_languages()
    {
        NotebookState state = DibFile.Read("a.ipynb", Dib.ReplaceLineEndings("\r\n"));

        Assert.Equal(
            [("markdown", "# Title\n\ntext"), ("code", "#!time\nvar x = 1;"), ("code", "let y = 2"), ("code", "SELECT 1")],
            state.Cells.Select(cell => (cell.Kind, cell.Source))
        );
        Assert.Equal([null, null, "fsharp", "mydb"], state.Cells.Select(CellCode.LanguageOf));
        Assert.Equal("#!fsharp\nlet y = 2", CellCode.Of(state.Cells[2]));
        Assert.Equal(
            "fsharp",
            JsonNode.Parse(state.ToJson())!["cells"]![2]!["metadata"]!["polyglot_notebook"]!["kernelName"]!.GetValue<string>()
        );
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("{\"kernelInfo\": {\"items\": [{\"name\": []}, 3, null]}}")]
    public void A_dib_whose_description_is_damaged_still_has_its_cells(string meta) =>
        Assert.Equal("1 + 1", Assert.Single(DibFile.Read("a.ipynb", $"#!meta\n\n{meta}\n\n#!csharp\n\n1 + 1\n").Cells).Source);

    [Fact]
    public void A_dib_comes_back_as_it_was_written()
    {
        NotebookState state = DibFile.Read("a.ipynb", Dib);
        string once = DibFile.Write(state);

        NotebookState again = DibFile.Read("a.ipynb", once);

        Assert.Equal(
            state.Cells.Take(3).Select(cell => (cell.Kind, cell.Source)),
            again.Cells.Take(3).Select(cell => (cell.Kind, cell.Source))
        );
        Assert.Equal(once, DibFile.Write(DibFile.Read("a.ipynb", DibFile.Write(DibFile.Read("a.ipynb", once)))));
    }

    [Theory]
    [InlineData("var x = 1;\nx", "Statement Value")]
    [InlineData("using System.Text;\nusing var f = Open();\nf.Read()", "Using Statement Value")]
    [InlineData("class A { void M() { } }\nrecord B(int X);\nnew A()", "Type Type Value")]
    [InlineData("[Fact]\npublic sealed class A<T> where T : new() { }", "Type")]
    [InlineData("namespace A.B { class C { } }\nnew A.B.C()", "Type Value")]
    [InlineData("if (x) { y(); }\nelse { z(); }\nfor (int i = 0; i < 3; i++) { }", "Statement Statement")]
    [InlineData("var a = new B { C = 1 };\nvar t = s switch { 1 => 2, _ => 3 };", "Statement Statement")]
    [InlineData("try { } catch (E) { } finally { }", "Statement")]
    [InlineData("Console.WriteLine($\"{d[\"a;b\"]} }};\"); // c; d\n1 + 1", "Statement Value")]
    [InlineData("var s = @\"a\"\"; b\"; var c = ';'; var q = '\\''; /* ; } */ s", "Statement Statement Statement Value")]
    [InlineData("var r = \"\"\"\n  a; \" }\n  \"\"\";\nr", "Statement Value")]
    [InlineData("#r \"nuget: A, 1.0\"\n#!time\nint F(int x) { return x; }\nF(1)", "Directive Directive Statement Value")]
    [InlineData("new[]\n{\n    a,\n    b,\n}", "Value")]
    [InlineData("", "")]
    [InlineData("// only a comment", "Statement")]
    public void Code_is_cut_into_its_pieces(string code, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', CSharpPieces.Of(code).Select(piece => piece.Kind)));

    [Fact]
    public void A_C_sharp_file_has_directives_first_and_types_last()
    {
        NotebookState state = new(
            "a.ipynb",
            NotebookFile.NewFrame(),
            [
                Cell.New("m", "markdown", "# One\ntwo"),
                Cell.New("a", "code", "#r \"nuget: Humanizer, 2.14.1\"\nusing Humanizer;\nrecord P(int X);\nvar p = new P(1);\np"),
                Cell.New("b", "code", "var p = 2;"),
            ]
        );

        string[] lines = CSharpFile.Write(state).Split('\n');

        Assert.Equal("#!/usr/bin/env dotnet", lines[0]);
        Assert.True(
            Array.IndexOf(lines, "#:package Humanizer@2.14.1") is > 0 and var package && package < Array.IndexOf(lines, "using Humanizer;")
        );
        Assert.True(Array.IndexOf(lines, "// # One") < Array.IndexOf(lines, "var p = new P(1);"));
        Assert.True(Array.IndexOf(lines, "(p).Display();") < Array.IndexOf(lines, "record P(int X);"));
        Assert.Contains("// p is declared above as well: rename one of them.", lines);
    }

    [Fact]
    public async Task A_C_sharp_file_is_built_and_run_and_leaves_its_maps()
    {
        NotebookState state = NotebookFile.Read(
            "six-maps.ipynb",
            await File.ReadAllBytesAsync(Repository.Path("notebooks", "six-maps.ipynb"), TestContext.Current.CancellationToken)
        );
        string folder = Directory.CreateTempSubdirectory("whiteboxlab-file-").FullName;
        string file = CSharpFile.Write(state);
        await File.WriteAllTextAsync(Path.Combine(folder, "six.cs"), file, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Repository.Path(), file, StringComparison.Ordinal);

        ProcessStartInfo start = new("dotnet", ["run", "six.cs"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WHITEBOXLAB"] = Repository.Path();
        using Process run = Process.Start(start)!;
        Task<string> errors = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string said = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, said + await errors);
        Assert.NotEmpty(Directory.GetFiles(folder, "*.png"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_page_shows_pictures_as_pictures_and_runs_nothing()
    {
        Cell cell = Cell.New("a", "code", "a < b");
        NotebookState state = new("a<b>.ipynb", NotebookFile.NewFrame(), [cell]);
        foreach (
            JsonObject data in new[]
            {
                Data("image/png", "AAAA"),
                Data("image/svg+xml", "<svg onload='x()'/>"),
                Data("text/html", "<table><tr><td onclick='x()'>7</td></tr></table><script>x()</script>"),
                Data("text/plain", "<b>plain</b>"),
            }
        )
            state = NotebookReducer.Apply(
                state,
                new NotebookOperation.Show(
                    "a",
                    new CellOutput(
                        new JsonObject
                        {
                            ["output_type"] = "display_data",
                            ["data"] = data,
                            ["metadata"] = new JsonObject(),
                        }
                    )
                )
            );
        state = NotebookReducer.Apply(state, new NotebookOperation.Show("a", OutputOf.Error("E: \u001b[31mred\u001b[0m <x>")));

        string page = Page.Write(state);

        foreach (
            string part in new[]
            {
                "<title>a&lt;b&gt;</title>",
                "a &lt; b",
                "src=\"data:image/png;base64,AAAA\"",
                "src=\"data:image/svg+xml;base64,",
                "<td>7</td>",
                "&lt;b&gt;plain&lt;/b&gt;",
                "E: red &lt;x&gt;",
            }
        )
            Assert.Contains(part, page, StringComparison.Ordinal);
        foreach (string part in new[] { "<script", "onload", "onclick", "http://", "https://" })
            Assert.DoesNotContain(part, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_page_has_the_faces_of_which_it_has_a_character_and_no_others()
    {
        string latin = Page.Write(new NotebookState("a.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "code", "1 + 1")])),
            greek = Page.Write(new NotebookState("a.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "markdown", "the ε rule")]));

        Assert.Equal(2, latin.Split("src: url(data:font/woff2;base64,").Length - 1);
        Assert.Equal(4, greek.Split("src: url(data:font/woff2;base64,").Length - 1);
        Assert.DoesNotContain("../fonts", greek, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var x = 1;", "<k>var</k> x = <n>1</n>;")]
    [InlineData("// if x\n\"if // \\\" 1\" /* a\nb */", "<c>// if x</c>\n<s>\"if // \\\" 1\"</s> <c>/* a\nb */</c>")]
    [InlineData("@\"a\"\"b\" + $\"{x} 1\" + 'c' + '\\''", "<s>@\"a\"\"b\"</s> + <s>$\"{x} 1\"</s> + <s>'c'</s> + <s>'\\''</s>")]
    [InlineData("var r = \"\"\"\n  a \" b\n  \"\"\";", "<k>var</k> r = <s>\"\"\"\n  a \" b\n  \"\"\"</s>;")]
    [InlineData("#!time\nint @if = newer.Int1;", "<d>#!time</d>\n<t>int</t> @if = newer.Int1;")]
    [InlineData("0xFFu + 1_000.5e-3f > true", "<n>0xFFu</n> + <n>1_000.5e-3f</n> > <n>true</n>")]
    [InlineData("\"never closed\nreturn 1", "<s>\"never closed</s>\n<k>return</k> <n>1</n>")]
    public void Code_of_a_page_has_the_colours_of_the_editor(string code, string coloured)
    {
        string html = CSharpColours.ToHtml(code);

        Assert.Equal(coloured, System.Net.WebUtility.HtmlDecode(Spans().Replace(html, "<$1>$2</$1>")));
        Assert.Equal(code, System.Net.WebUtility.HtmlDecode(Spans().Replace(html, "$2")));
    }

    [Fact]
    public void Code_among_the_text_has_them_too()
    {
        string page = Page.Write(
            new NotebookState(
                "a.ipynb",
                NotebookFile.NewFrame(),
                [Cell.New("a", "markdown", "```csharp\nvar x = a < 1;\n```\n\n```python\nx = 1\n```\n\n`var y`")]
            )
        );

        Assert.Contains("<span class=\"k\">var</span> x = a &lt; <span class=\"n\">1</span>;", page, StringComparison.Ordinal);
        Assert.Contains(">x = 1\n</code>", page, StringComparison.Ordinal);
        Assert.Contains("<code>var y</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_may_load_and_run_nothing_wherever_it_is_opened() =>
        Assert.Contains(
            $"<meta http-equiv=\"Content-Security-Policy\" content=\"{HtmlPage.Policy}\">",
            Page.Write(new NotebookState("a.ipynb", NotebookFile.NewFrame(), [])),
            StringComparison.Ordinal
        );

    [Fact]
    public void Code_of_another_language_stays_plain()
    {
        JsonObject rest = new() { ["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "fsharp" } } };
        NotebookState state = new("a.ipynb", NotebookFile.NewFrame(), [Cell.New("a", "code", "let x = 1") with { Rest = rest }]);

        Assert.Contains("<code>let x = 1</code>", Page.Write(state), StringComparison.Ordinal);
    }

    private static HtmlPage Page => new(new Markdown(), new PageFonts(new PhysicalFileProvider(Repository.Path("wwwroot"))));

    [GeneratedRegex("<span class=\"(\\w)\">(.*?)</span>", RegexOptions.Singleline)]
    private static partial Regex Spans();

    private static JsonObject Data(string type, string value) => new() { [type] = value };
}
