using System.Net;
using System.Net.Sockets;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class MagicTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Fact]
    public async Task A_cell_goes_through_several_kernels_in_order_and_ends_once()
    {
        Answer answer = await kernel.RunAsync("#!markdown\n# Title\n#!html\n<b>x</b>\n#!mermaid\ngraph TD\n#!c#\n1 + 1");

        Assert.Equal(
            ["# Title", "<b>x</b>", "graph TD"],
            answer.Events.OfType<DisplayedValueProduced>().Select(shown => shown.FormattedValues[0].Value)
        );
        Assert.Equal(
            ["text/markdown", "text/html", "text/vnd.mermaid"],
            answer.Events.OfType<DisplayedValueProduced>().Select(shown => shown.FormattedValues[0].MimeType)
        );
        Assert.Equal("2", answer.Returned);
        Assert.Single(answer.Kinds, nameof(CommandSucceeded));
    }

    [Fact]
    public async Task A_whole_cell_may_be_for_another_kernel()
    {
        Answer answer = await kernel.RunAsync(new SubmitCode("# Title\n#include") { TargetKernelName = "markdown" });

        Assert.Equal("# Title\n#include", answer.Form<DisplayedValueProduced>("text/markdown"));
    }

    [Fact]
    public async Task Places_are_those_of_the_whole_cell()
    {
        Answer wrong = await kernel.RunAsync("#!markdown\ntext\n#!csharp\nint x = \"a\";"),
            thrown = await kernel.RunAsync("#!time\n\nthrow new Exception(\"no\");");

        Assert.Equal("(4,9): error CS0029: Cannot implicitly convert type 'string' to 'int'", wrong.Result.Message);
        Assert.EndsWith("line 3", thrown.Result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_fails_ends_the_cell()
    {
        Answer answer = await kernel.RunAsync("throw new Exception(\"no\");\n#!markdown\nnever");

        Assert.StartsWith("System.Exception: no", answer.Result.Message, StringComparison.Ordinal);
        Assert.Null(answer.Form<DisplayedValueProduced>("text/markdown"));
    }

    [Fact]
    public async Task Time_is_told_behind_the_value()
    {
        Answer answer = await kernel.RunAsync("#!time\nThread.Sleep(30); 5");

        Assert.Equal("5", answer.Returned);
        string told = answer.Form<DisplayedValueProduced>("text/plain")!;
        Assert.Matches(@"^Wall time: \d+(\.\d+)?ms$", told);
        Assert.InRange(double.Parse(told["Wall time: ".Length..^2], System.Globalization.CultureInfo.InvariantCulture), 30, 30_000);
        Assert.Equal(nameof(DisplayedValueProduced), answer.Kinds[^2]);
    }

    [Theory]
    [InlineData("#!set --name word --value hello\nword", "hello")]
    [InlineData("#!set --name words --value \"two words\"\nwords", "two words")]
    [InlineData("#!value --name kept\nline 1\nline 2\n#!csharp\n#!share --from value kept --as text\ntext.Length", "13")]
    [InlineData(
        "#!value --name json --mime-type application/json\n{\"a\": [1, 2]}\n#!csharp\n#!share --from value json\n"
            + "json.RootElement.GetProperty(\"a\")[1].GetInt32()",
        "2"
    )]
    [InlineData("var original = 7;\n#!set --name copied --value @csharp:original\ncopied + 1", "8")]
    [InlineData("#!set --name number --value 4.5 --mime-type application/json\nnumber * 2", "9")]
    public async Task Values_go_from_one_kernel_to_another(string code, string value)
    {
        Answer answer = await kernel.RunAsync(code);

        Assert.Equal((null, value), (answer.Result.Message, answer.Returned));
    }

    [Theory]
    [InlineData("#!nosuch\n1", "(1,1): error DNI101: Unknown magic command '#!nosuch'")]
    [InlineData("#!set --name x", "--value is missing.")]
    [InlineData("#!set --name 1x --value 2", "'1x' is no name for a variable.")]
    [InlineData("#!set --nome x --value 2", "There is no option --nome here. There is --name, --value, --mime-type.")]
    [InlineData("#!share --from value nowhere", "Value 'nowhere' not found in kernel value")]
    [InlineData("#!share --from fsharp x", "There is no kernel 'fsharp' that keeps values for C#. There is value.")]
    [InlineData("#!import nowhere.ipynb", "There is no file '")]
    [InlineData("#!value\ntext", "--name is missing.")]
    [InlineData("#r \"nowhere.dll\"", "There is no assembly '")]
    [InlineData("#r nowhere", "(1,4): error CS7010: Quoted file name expected")]
    [InlineData("#i \"somewhere\"", "#i is followed by a source of packages: ")]
    public async Task What_makes_no_sense_is_told(string code, string message) =>
        Assert.StartsWith(message, (await kernel.RunAsync(code)).Result.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("var text = @\"\n#!time\n\"; text.Trim()", "#!time")]
    [InlineData("var text = $\"\"\"\n  {1 + 1}\n  #!nosuch\n  \"\"\"; text", "2\n#!nosuch")]
    [InlineData("/* from\n#r \"nuget: Nothing\"\nto */ 5", "5")]
    [InlineData("#if NEVER\n#r \"nuget: Nothing.Nowhere\"\n#endif\n6", "6")]
    [InlineData("var open = \"it's\"; // \"\n#!time\n7", "7")]
    [InlineData("char quote = '\"';\n#!time\n8", "8")]
    public async Task A_line_inside_of_something_is_no_magic_and_one_behind_it_is(string code, string value)
    {
        Answer answer = await kernel.RunAsync(code);

        Assert.Equal((null, value), (answer.Result.Message, answer.Returned));
    }

    [Theory]
    [InlineData("#!fsharp\nlet x = 1", "This cell is in F#, which this kernel does not run. There is C#, HTML, Markdown, Mermaid, Value.")]
    [InlineData("#!pwsh\nls", "This cell is in PowerShell, which this kernel does not run. There is C#, HTML, Markdown, Mermaid, Value.")]
    [InlineData(
        "#!value --name x --from-url file:///etc/passwd",
        "'file:///etc/passwd' is no address of the web. --from-url takes http:// and https://; for a file there is --from-file."
    )]
    [InlineData("#load \"nowhere.csx\"", "There is no file '")]
    [InlineData(
        "KernelInvocationContext.Current",
        "(1,1): error CS0103: The name 'KernelInvocationContext' does not exist in the current context\nOf .NET Interactive's "
            + "API cells have"
    )]
    public async Task What_there_is_instead_is_told(string code, string message) =>
        Assert.StartsWith(message, (await kernel.RunAsync(code)).Result.Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_script_is_loaded_from_where_the_one_that_loads_it_lies()
    {
        string folder = Directory.CreateTempSubdirectory("wbl-load-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "deep"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "outer.csx"),
            "#load \"deep/inner.csx\" // its helper\nint outer = inner * 2;",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "deep", "inner.csx"), "int inner = 21;", TestContext.Current.CancellationToken);

        Assert.Equal("42", (await kernel.RunAsync($"#load \"{folder}/outer.csx\"\nouter")).Returned);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_kernel_says_what_it_is() =>
        Assert.Matches(
            @"(?s)C# of WhiteBoxLab\n\.NET 10.*\nTorchSharp \d",
            (await kernel.RunAsync("#!about")).Form<DisplayedValueProduced>("text/plain")
        );

    [Fact]
    public async Task A_value_is_had_from_an_address()
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Task answering = Task.Run(
            async () =>
            {
                using TcpClient asked = await server.AcceptTcpClientAsync();
                await asked
                    .GetStream()
                    .WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nfrom afar"u8.ToArray());
            },
            TestContext.Current.CancellationToken
        );

        Answer answer = await kernel.RunAsync(
            $"#!value --name far --from-url http://{server.LocalEndpoint}/\n#!csharp\n#!share --from value far\nfar"
        );
        Assert.Equal((null, "from afar"), (answer.Result.Message, answer.Returned));
        await answering;
    }

    [Fact]
    public async Task The_variables_and_the_magics_are_listed()
    {
        await kernel.RunAsync("var listed = new[] { 1, 2 };");

        Assert.Contains("listed", (await kernel.RunAsync("#!who")).Form<DisplayedValueProduced>("text/plain")!.Split('\n'));
        Assert.Contains(
            "Int32[] listed = Int32[] [1, 2]",
            (await kernel.RunAsync("#!whos")).Form<DisplayedValueProduced>("text/plain"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "#!time",
            (await kernel.RunAsync("#!lsmagic")).Form<DisplayedValueProduced>("text/plain"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("a.dib", "#!csharp\n\nint one = 1;\n\n#!fsharp\n\nlet two = 2\n\n#!csharp\n\none + 2\n")]
    [InlineData(
        "a.dib",
        "int one = 1;\n#!meta\n{\"kernelInfo\":{\"items\":[{\"name\":\"fsharp\"}]}}\n#!fsharp\nlet two = 2\n#!raw\nraw\n#!C#\none + 2"
    )]
    [InlineData(
        "a.ipynb",
        """{"cells":[{"cell_type":"code","source":"int one = 1;"},{"cell_type":"code","metadata":{"polyglot_notebook":"""
            + """{"kernelName":"fsharp"}},"source":"let two = 2"},{"cell_type":"code","source":"one + 2"}]}"""
    )]
    public async Task A_cell_in_a_language_that_the_kernel_does_not_have_is_left_out_and_told(string name, string text)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("wbl-import-").FullName, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        Answer answer = await kernel.RunAsync($"#!import \"{file}\"");

        Assert.Equal((null, "3"), (answer.Result.Message, answer.Returned));
        Assert.Equal(
            $"A cell of '{file}' is for 'fsharp' and was left out. There is csharp, markdown, html, mermaid, value.\n",
            answer.PrintedAsError
        );
    }

    [Fact]
    public async Task Files_are_imported_and_find_each_other_from_where_they_lie()
    {
        string folder = Directory.CreateTempSubdirectory("wbl-import-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "inner.cs"), "int inner = 3;", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "middle.dib"),
            "#!meta\n\n{\"kernelInfo\":{}}\n\n#!markdown\n\n* text\n\n#!csharp\n\n#!import inner.cs\nint middle = inner + 1;\n",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "outer.ipynb"),
            """{"cells":[{"cell_type":"markdown","source":["# Outer"]},{"cell_type":"code","source":["#!import """
                + """middle.dib\n","middle * 2"]},{"cell_type":"raw","source":"raw"}],"nbformat":4,"nbformat_minor":5}""",
            TestContext.Current.CancellationToken
        );

        Answer answer = await kernel.RunAsync($"#!import \"{folder}/outer.ipynb\""),
            document = await kernel.RunAsync(new ImportDocument(Path.Combine(folder, "inner.cs")));
        Assert.Equal(["# Outer", "* text"], answer.Events.OfType<DisplayedValueProduced>().Select(shown => shown.FormattedValues[0].Value));
        Assert.Equal((null, "8"), (answer.Result.Message, answer.Returned));
        Assert.True(document.Result.Succeeded, document.Result.Message);
        await File.WriteAllTextAsync(Path.Combine(folder, "itself.csx"), "#!import itself.csx", TestContext.Current.CancellationToken);
        Assert.Contains(
            "imports itself",
            (await kernel.RunAsync($"#!import \"{folder}/itself.csx\"")).Result.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("application/json", "true", "System.Boolean")]
    [InlineData("application/json", "2", "System.Double")]
    [InlineData("application/json", "\"x\"", "System.String")]
    [InlineData("application/json", "{\"a\":1}", "System.Text.Json.JsonDocument")]
    [InlineData("text/plain", "2", "System.String")]
    public async Task A_sent_value_becomes_a_variable_of_the_nearest_type(string mimeType, string value, string type)
    {
        Assert.True((await kernel.RunAsync(new SendValue(new FormattedValue(mimeType, value), "sent"))).Result.Succeeded);

        Assert.Equal(type, (await kernel.RunAsync("sent.GetType().FullName")).Returned);
        Assert.Contains(
            Assert.Single((await kernel.RunAsync(new RequestValueInfos())).Events.OfType<ValueInfosProduced>()).ValueInfos,
            info => info.Name == "sent" && info.TypeName == type
        );
    }

    [Fact]
    public async Task A_value_is_had_in_the_form_that_is_asked_for()
    {
        await kernel.RunAsync("record City(string Name, int People); var cities = new[] { new City(\"Ulm\", 128) };");

        async Task<string?> AskAsync(string type) =>
            (await kernel.RunAsync(new RequestValue("cities", type)))
                .Events.OfType<ValueProduced>()
                .SingleOrDefault()
                ?.FormattedValue.Value;
        Assert.Contains("<td>Ulm</td>", await AskAsync("text/html"), StringComparison.Ordinal);
        Assert.Equal("[{\"name\":\"Ulm\",\"people\":128}]", await AskAsync("application/json"));
        Assert.StartsWith(
            "{\"schema\"",
            await AskAsync("image/png, application/vnd.dataresource+json, text/plain"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "This variable can be had as text/html, application/vnd.dataresource+json, text/plain, application/json, "
                + "text/plain+summary, not as image/png.",
            (await kernel.RunAsync(new RequestValue("cities", "image/png"))).Result.Message
        );
    }

    [Fact]
    public async Task A_part_of_the_framework_that_few_need_is_found_when_it_is_needed()
    {
        Assert.Equal("<a />", (await kernel.RunAsync("using System.Xml.Linq;\nnew XElement(\"a\").ToString()")).Returned);
        Assert.Equal("<b />", (await kernel.RunAsync("new XElement(\"b\").ToString()")).Returned);
    }

    [Fact]
    public async Task What_needs_a_terminal_is_refused_with_what_there_is_instead()
    {
        Answer answer = await kernel.RunAsync("Console.Write(\"before\");\nConsole.SetCursorPosition(0, 0);");

        Assert.Equal("before", answer.Printed);
        Assert.StartsWith(
            "System.NotSupportedException: Console.SetCursorPosition needs a terminal, and a cell has none.",
            answer.Result.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith("line 2", answer.Result.Message, StringComparison.Ordinal);
    }
}
