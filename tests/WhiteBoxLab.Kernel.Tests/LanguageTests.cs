using System.Diagnostics;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>In the texts, | is the place that is asked about.</summary>
public sealed class LanguageTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Fact]
    public async Task Completion_knows_what_the_cells_declared_and_the_framework()
    {
        await kernel.RunAsync(
            "var pair = (First: 1, Second: \"two\"); int Twice(int number) => 2 * number;\nrecord Row(string Name, double "
                + "Score);\nvar row = new { Nested = new Row(\"a\", 1) };"
        );

        Assert.Contains(await CompleteAsync("pa|"), item => item is { DisplayText: "pair", Kind: "Field" });
        Assert.Contains(await CompleteAsync("Tw|"), item => item is { DisplayText: "Twice", Kind: "Method" });
        Assert.Equal(
            ["Length", "Substring"],
            (await CompleteAsync("pair.Second.|")).Select(item => item.DisplayText).Intersect(["Length", "Substring", "Score"])
        );
        Assert.Contains(await CompleteAsync("row.Nested.|"), item => item.DisplayText == "Score");
        Assert.Contains(await CompleteAsync("torch.|"), item => item.DisplayText == "randn");
    }

    [Fact]
    public async Task A_completion_tells_what_it_is_when_it_is_looked_at()
    {
        Assert.All(await CompleteAsync("Console.Wri|"), item => Assert.Null(item.Documentation));

        Assert.Contains("Writes the current line terminator", await DocumentAsync("Console.Wri|", "WriteLine"), StringComparison.Ordinal);
        Assert.Contains("EfficientNet", await DocumentAsync("Network.|", "EfficientNetLite0"), StringComparison.Ordinal);
        Assert.Null(await DocumentAsync("Console.Wri|", "Nothing"));
    }

    [Fact]
    public async Task Hover_tells_the_type_and_the_documentation()
    {
        await kernel.RunAsync("/// <summary>Adds <b>one</b> to *it*.</summary>\nint AddOne(int it) => it + 1;");

        Assert.Equal("```csharp\nint AddOne(int it)\n```\n\nAdds one to \\*it\\*.", await HoverAsync("Add|One(1)"));
        Assert.Contains("Retrieves a substring", await HoverAsync("\"abc\".Sub|string(1)"), StringComparison.Ordinal);
        Assert.Null(await HoverAsync("  | "));
    }

    [Fact]
    public async Task Signature_help_tells_the_overloads_and_the_argument_at_the_place()
    {
        await kernel.RunAsync(
            "/// <summary>Joins.</summary>\n/// <param name=\"b\">The second.</param>\nstring Both(string a, string b) => a + b;"
        );

        SignatureHelpProduced own = (await HelpAsync("Both(\"x\", |"))!,
            substring = (await HelpAsync("\"abc\".Substring(1, |)"))!;
        Assert.Equal(
            ("string Both(string a, string b)", 1, "Joins.", "The second."),
            (
                Assert.Single(own.Signatures).Label,
                own.ActiveParameterIndex,
                own.Signatures[0].Documentation!.Value,
                own.Signatures[0].Parameters[1].Documentation!.Value
            )
        );
        Assert.Equal((2, 1, 1), (substring.Signatures.Count, substring.ActiveSignatureIndex, substring.ActiveParameterIndex));
        Assert.StartsWith("Retrieves a substring", substring.Signatures[0].Documentation!.Value, StringComparison.Ordinal);
        Assert.True((await HelpAsync("torch.randn(|"))!.Signatures.Count > 5);
        Assert.Null(await HelpAsync("Both(\"x\", \"y\");|"));
    }

    [Fact]
    public async Task Diagnostics_come_without_running_and_see_the_cells_before()
    {
        await kernel.RunAsync("int known = 1;");

        Answer wrong = await kernel.RunAsync(new RequestDiagnostics("#!time\nint x = nothing;\n#!markdown\n# no C#")),
            right = await kernel.RunAsync(new RequestDiagnostics("known + 1"));
        Diagnostic only = Assert.Single(Assert.Single(wrong.Events.OfType<DiagnosticsProduced>()).Diagnostics);
        Assert.Equal(("CS0103", 1, 8), (only.Code, only.LinePositionSpan.Start.Line, only.LinePositionSpan.Start.Character));
        Assert.Equal([nameof(CommandSucceeded)], right.Kinds);
    }

    [Fact]
    public async Task The_defining_cell_is_found_also_behind_a_newer_run_of_it()
    {
        await kernel.RunAsync(new SubmitCode("var moved = 1;") { CellId = "definer" });
        CommandResult second = (
            await kernel.RunAsync(
                new SubmitCode("\n  var moved = 2; int Here(int a) => a;\nclass Thing { public int Part; }") { CellId = "definer" }
            )
        ).Result;

        Assert.Equal(new DefinitionProduced("definer", second.ExecutionOrder, Span(1, 6, 11)), await DefineAsync("mov|ed"));
        Assert.Equal(new DefinitionProduced("definer", second.ExecutionOrder, Span(1, 21, 25)), await DefineAsync("H|ere(1)"));
        Assert.Equal(new DefinitionProduced("definer", second.ExecutionOrder, Span(2, 25, 29)), await DefineAsync("new Thing().Pa|rt"));
        Assert.Equal(new DefinitionProduced(null, null, Span(0, 4, 7)), await DefineAsync("var own = 1; ow|n"));
        Assert.Null(await DefineAsync("Con|sole.Write(1)"));
    }

    [Fact]
    public async Task Cells_above_that_have_not_run_are_known_and_those_below_are_not()
    {
        await kernel.RunAsync(
            new KnowCells(
                [
                    new CellText("top", "int waiting = 1;\nvoid Greet(string name) { }"),
                    new CellText("middle", ""),
                    new CellText("bottom", "int later = 1;"),
                ],
                ["top", "middle", "bottom"]
            )
        );

        Assert.Equal("```csharp\n(field) int waiting\n```\n", await HoverAsync("wai|ting", "middle"));
        Assert.Equal(new DefinitionProduced("top", null, Span(1, 5, 10)), await DefineAsync("Gr|eet(\"x\")", "middle"));
        Assert.Null(await HoverAsync("la|ter", "middle"));
        Assert.Null(await HoverAsync("wai|ting"));
        await kernel.RunAsync(new KnowCells([new CellText("top", "string waiting;")]));
        Assert.Equal("```csharp\n(field) string waiting\n```\n", await HoverAsync("wai|ting", "middle"));
    }

    [Fact]
    public async Task A_variable_keeps_the_type_it_had_when_what_it_came_from_is_declared_again()
    {
        await kernel.RunAsync("var source = 1;");
        await kernel.RunAsync("var copy = source;");
        await kernel.RunAsync("var source = \"text\";");

        Assert.Equal("```csharp\n(field) int copy\n```\n", await HoverAsync("co|py"));
        Assert.Equal("```csharp\n(field) string source\n```\n", await HoverAsync("sour|ce"));
    }

    [Fact]
    public async Task Types_of_namespaces_are_known_with_the_newest_of_each()
    {
        await kernel.RunAsync(
            new SubmitCode(
                "using System.Text;\nnamespace Lab.Deep\n{\n    /// <summary>Holds.</summary>\n    class Crate { public "
                    + "StringBuilder Old; }\n    enum Colour { Red }\n}"
            )
            {
                CellId = "spaces",
            }
        );
        CommandResult second = (
            await kernel.RunAsync(
                new SubmitCode(
                    "namespace Lab.Deep\n{\n    /// <summary>Holds more.</summary>\n    class Crate { public StringBuilder "
                        + "Content; }\n}\nvar crate = new Lab.Deep.Crate();"
                )
                {
                    CellId = "again",
                }
            )
        ).Result;

        Assert.Equal(["Colour", "Crate"], (await CompleteAsync("Lab.Deep.|")).Select(item => item.DisplayText));
        Assert.Equal(
            ["Content"],
            (await CompleteAsync("using Lab.Deep;\nnew Crate().|")).Select(item => item.DisplayText).Intersect(["Content", "Old"])
        );
        Assert.Contains(await CompleteAsync("crate.Content.|"), item => item.DisplayText == "Append");
        Assert.Equal("```csharp\nclass Lab.Deep.Crate\n```\n\nHolds more.", await HoverAsync("Lab.Deep.Cra|te x;"));
        Assert.Equal(new DefinitionProduced("again", second.ExecutionOrder, Span(3, 10, 15)), await DefineAsync("Lab.Deep.Cra|te x;"));
        Assert.Equal(
            [nameof(CommandSucceeded)],
            (
                await kernel.RunAsync(
                    new RequestDiagnostics(
                        "namespace Lab.Deep { class Crate { public int Newest; } }\nvar one = new Lab.Deep.Crate().Newest + "
                            + "(int)Lab.Deep.Colour.Red;\none;"
                    )
                )
            ).Kinds
        );
        Assert.Equal(
            ["Newest"],
            (await CompleteAsync("namespace Lab.Deep { class Crate { public int Newest; } }\nnew Lab.Deep.Crate().|"))
                .Select(item => item.DisplayText)
                .Intersect(["Newest", "Content"])
        );
    }

    [Fact]
    public async Task Namespaces_of_cells_above_that_have_not_run_are_known()
    {
        await kernel.RunAsync(
            new KnowCells(
                [new CellText("upper", "namespace Waiting { public class Guest { public int Name; } }"), new CellText("lower", "")],
                ["upper", "lower"]
            )
        );

        Assert.Contains(await CompleteAsync("new Waiting.Guest().|", "lower"), item => item.DisplayText == "Name");
        Assert.Equal(new DefinitionProduced("upper", null, Span(0, 33, 38)), await DefineAsync("Waiting.Gu|est g;", "lower"));
        Assert.DoesNotContain(await CompleteAsync("Waiting.|"), item => item.DisplayText == "Guest");
    }

    [Fact]
    public async Task Magics_are_completed()
    {
        CompletionsProduced found = await ListAsync("#!ma|");

        Assert.Equal(["#!markdown"], found.Completions.Select(item => item.DisplayText));
        Assert.Equal(Span(0, 0, 4), found.LinePositionSpan);
    }

    [Fact]
    public async Task A_place_outside_the_text_is_told()
    {
        CommandResult result = (await kernel.RunAsync(new RequestCompletions("s.", new LinePosition(9, 0)))).Result;

        Assert.Equal("The specified position (9, 0) is invalid.", result.Message);
    }

    [Fact]
    public async Task Questions_are_answered_while_a_cell_runs()
    {
        TaskCompletionSource on = new();
        using CancellationTokenSource stop = new();
        Task<CommandResult> cell = kernel.Process.RunAsync(
            new SubmitCode("var before = 1; Console.Write(1); while (true) { }"),
            one => _ = one is StandardOutputValueProduced && on.TrySetResult(),
            stop.Token
        );
        await on.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

        Assert.Equal("```csharp\n(field) int before\n```\n", await HoverAsync("bef|ore"));
        Assert.False(cell.IsCompleted);
        await stop.CancelAsync();
        await cell;
    }

    [Fact]
    public async Task A_newer_question_overtakes_an_older_one_about_the_same_cell()
    {
        await kernel.RunAsync(new KnowCells([new CellText("typed", "")], ["typed"]));
        Task<Answer>[] typed =
        [
            .. Enumerable.Range(0, 50).Select(i => kernel.RunAsync(new RequestDiagnostics($"int x{i} = \"\";") { CellId = "typed" })),
        ];
        Answer[] answers = await Task.WhenAll(typed);

        Assert.True(answers[^1].Result.Succeeded);
        Assert.Contains(answers, answer => answer.Result.Cancelled);
        Assert.All(answers, answer => Assert.True(answer.Result.Succeeded || answer.Result.Cancelled, answer.Result.Message));
    }

    [Fact]
    public async Task The_process_that_answers_may_die()
    {
        await kernel.RunAsync("int survives = 1;");
        await HoverAsync("survi|ves");
        string children = await File.ReadAllTextAsync(
            $"/proc/{kernel.Process.Id}/task/{kernel.Process.Id}/children",
            TestContext.Current.CancellationToken
        );
        Process
            .GetProcessById(
                int.Parse(children.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1], System.Globalization.CultureInfo.InvariantCulture)
            )
            .Kill();

        Assert.Equal("```csharp\n(field) int survives\n```\n", await HoverAsync("survi|ves"));
    }

    private async Task<CompletionsProduced> ListAsync(string text, string? cell = null)
    {
        (string code, LinePosition place) = Place(text);
        return Assert.Single(
            (await kernel.RunAsync(new RequestCompletions(code, place) { CellId = cell })).Events.OfType<CompletionsProduced>()
        );
    }

    private async Task<IReadOnlyList<CompletionItem>> CompleteAsync(string text, string? cell = null) =>
        (await ListAsync(text, cell)).Completions;

    private async Task<string?> DocumentAsync(string text, string item)
    {
        (string code, LinePosition place) = Place(text);
        return (await kernel.RunAsync(new RequestCompletionDocumentation(code, place, item)))
            .Events.OfType<CompletionDocumentationProduced>()
            .SingleOrDefault()
            ?.Documentation.Value;
    }

    private async Task<string?> HoverAsync(string text, string? cell = null)
    {
        (string code, LinePosition place) = Place(text);
        return (await kernel.RunAsync(new RequestHoverText(code, place) { CellId = cell }))
            .Events.OfType<HoverTextProduced>()
            .SingleOrDefault()
            ?.Content[0]
            .Value;
    }

    private async Task<SignatureHelpProduced?> HelpAsync(string text)
    {
        (string code, LinePosition place) = Place(text);
        return (await kernel.RunAsync(new RequestSignatureHelp(code, place))).Events.OfType<SignatureHelpProduced>().SingleOrDefault();
    }

    private async Task<DefinitionProduced?> DefineAsync(string text, string? cell = null)
    {
        (string code, LinePosition place) = Place(text);
        return (await kernel.RunAsync(new RequestDefinition(code, place) { CellId = cell }))
            .Events.OfType<DefinitionProduced>()
            .SingleOrDefault();
    }

    private static (string Code, LinePosition Place) Place(string text)
    {
        string[] before = text[..text.IndexOf('|', StringComparison.Ordinal)].Split('\n');
        return (text.Replace("|", "", StringComparison.Ordinal), new LinePosition(before.Length - 1, before[^1].Length));
    }

    private static LinePositionSpan Span(int line, int start, int end) => new(new LinePosition(line, start), new LinePosition(line, end));
}
