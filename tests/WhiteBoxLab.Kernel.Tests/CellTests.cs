using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class CellTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Fact]
    public async Task A_cell_answers_in_the_order_of_the_protocol()
    {
        Answer answer = await kernel.RunAsync("Console.Write(\"out\"); display(\"shown\"); 1 + 1");

        Assert.Equal(
            [
                nameof(CodeSubmissionReceived),
                nameof(CompleteCodeSubmissionReceived),
                nameof(StandardOutputValueProduced),
                nameof(DisplayedValueProduced),
                nameof(DiagnosticsProduced),
                nameof(ReturnValueProduced),
                nameof(CommandSucceeded),
            ],
            answer.Kinds
        );
        Assert.Equal("2", answer.Returned);
    }

    [Fact]
    public async Task Variables_functions_and_types_are_seen_by_later_cells()
    {
        await kernel.RunAsync("int kept = 20; int Twice(int x) => 2 * x; record Pair(int A, int B);");

        Assert.Equal("Pair { A = 40, B = 1 }", (await kernel.RunAsync("new Pair(Twice(kept), 1)")).Returned);
    }

    [Fact]
    public async Task A_cell_that_throws_keeps_what_it_assigned_before()
    {
        await kernel.RunAsync("var before = 1;");
        Answer failed = await kernel.RunAsync("before = 2; var assigned = 3;\nthrow new Exception(\"no\");");

        Assert.False(failed.Result.Succeeded);
        Assert.Equal("5", (await kernel.RunAsync("before + assigned")).Returned);
    }

    [Fact]
    public async Task Text_printed_before_an_exception_is_kept() =>
        Assert.Equal("almost", (await kernel.RunAsync("Console.Write(\"almost\"); throw new Exception();")).Printed);

    [Fact]
    public async Task An_exception_shows_the_lines_of_the_cells_and_nothing_of_the_host()
    {
        string first = (
            await kernel.RunAsync("int Div(int a, int b)\n{\n    return a / b;\n}\nDiv(4, 2)")
        ).Result.ExecutionOrder.ToString()!;
        CommandResult result = (await kernel.RunAsync("await Task.Yield();\n\nDiv(1, 0)")).Result;

        Assert.Equal(
            $"System.DivideByZeroException: Attempted to divide by zero.\n   at Div(Int32 a, Int32 b) in cell {first}, line 3\n "
                + $"  in cell {result.ExecutionOrder}, line 3",
            result.Message
        );
    }

    [Fact]
    public async Task A_compiler_error_has_its_place_in_the_cell()
    {
        Answer answer = await kernel.RunAsync("var fine = 1;\nint wrong = \"text\";");

        Diagnostic error = Assert.Single(Assert.Single(answer.Events.OfType<DiagnosticsProduced>()).Diagnostics);
        Assert.Equal(
            (1, 12, DiagnosticSeverity.Error, "CS0029"),
            (error.LinePositionSpan.Start.Line, error.LinePositionSpan.Start.Character, error.Severity, error.Code)
        );
        Assert.Equal("(2,13): error CS0029: Cannot implicitly convert type 'string' to 'int'", answer.Result.Message);
        Assert.DoesNotContain(nameof(ReturnValueProduced), answer.Kinds);
    }

    [Fact]
    public async Task A_cell_that_stops_in_the_middle_is_called_incomplete_and_nothing_else()
    {
        Answer answer = await kernel.RunAsync("nowhere +");

        Assert.Contains(nameof(IncompleteCodeSubmissionReceived), answer.Kinds);
        Assert.Equal("(1,10): error CS1733: Expected expression", answer.Result.Message);
    }

    [Fact]
    public async Task A_cell_may_await() =>
        Assert.Equal("7", (await kernel.RunAsync("await Task.Delay(1); await Task.FromResult(7)")).Returned);

    [Fact]
    public async Task Usings_hold_for_later_cells()
    {
        await kernel.RunAsync("using System.Text;");

        Assert.Equal("x", (await kernel.RunAsync("new StringBuilder(\"x\")")).Returned);
    }

    [Fact]
    public async Task Runs_are_numbered()
    {
        int first = (await kernel.RunAsync("1")).Result.ExecutionOrder ?? 0;

        Assert.Equal(first + 1, (await kernel.RunAsync("2")).Result.ExecutionOrder);
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("\"text\"", "text")]
    [InlineData("1.5", "1.5")]
    [InlineData("new List<int> { 1, 2 }", "List<Int32> [1, 2]")]
    [InlineData("new { A = 1, B = new[] { \"x\" } }", "{ A = 1, B = String[] [\"x\"] }")]
    [InlineData("new Dictionary<string, int> { [\"a\"] = 1 }", "Dictionary<String, Int32> [[\"a\"] = 1]")]
    [InlineData("new[] { ones(2, 3), zeros(1) }", "Tensor[] [Tensor [2, 3], float32, cpu, 1 to 1, Tensor [1], float32, cpu, 0 to 0]")]
    [InlineData("torch.arange(3)", "Tensor [3], int64, cpu, 0 to 2\n[0, 1, 2]")]
    public async Task The_last_expression_is_shown(string code, string text) => Assert.Equal(text, (await kernel.RunAsync(code)).Returned);

    [Fact]
    public async Task A_list_of_records_is_a_table()
    {
        Answer answer = await kernel.RunAsync(
            "record Row(string Name, double Score);\nnew[] { new Row(\"<cat>\", 0.5), new Row(\"dog\", 0.25) }"
        );

        Assert.Equal(
            "<table><thead><tr><th>Name</th><th>Score</th></tr></thead><tbody><tr><td>&lt;cat&gt;</td><td>0.5</td></tr>"
                + "<tr><td>dog</td><td>0.25</td></tr></tbody></table>",
            answer.Form<ReturnValueProduced>("text/html")
        );
    }

    [Fact]
    public async Task A_value_that_cannot_be_shown_does_not_fail_its_cell()
    {
        Answer answer = await kernel.RunAsync(
            "class Sulky { public override string ToString() => throw new Exception(\"no\"); }\nnew Sulky()"
        );

        Assert.True(answer.Result.Succeeded);
        Assert.Equal("This Sulky cannot be shown: Exception: no", answer.Returned);
    }

    [Fact]
    public async Task An_update_finds_what_it_updates()
    {
        Answer answer = await kernel.RunAsync("var shown = display(1); shown.Update(2);");

        Assert.Equal(
            Assert.Single(answer.Events.OfType<DisplayedValueProduced>()).ValueId,
            Assert.Single(answer.Events.OfType<DisplayedValueUpdated>()).ValueId
        );
        Assert.Equal("2", answer.Form<DisplayedValueUpdated>("text/plain"));
    }

    [Fact]
    public async Task A_cell_that_is_run_again_lets_go_of_what_it_made_before()
    {
        for (int run = 0; run < 3; run++)
            Assert.True((await kernel.RunAsync("var big = new byte[1000];\nvar weak = new WeakReference(big);")).Result.Succeeded);
        await kernel.RunAsync("var old = weak;");
        await kernel.RunAsync("var big = new byte[1000];");

        Assert.Equal("False", (await kernel.RunAsync("GC.Collect(); old.IsAlive")).Returned);
        Assert.Equal("1000", (await kernel.RunAsync("big.Length")).Returned);
    }

    [Fact]
    public async Task A_function_keeps_the_variable_it_was_written_with()
    {
        await kernel.RunAsync("var word = \"old\";");
        await kernel.RunAsync("string Word() => word; Func<string> lambda = () => word;");
        await kernel.RunAsync("var word = \"new\";");

        Assert.Equal("oldoldnew", (await kernel.RunAsync("Word() + lambda() + word")).Returned);
    }

    [Fact]
    public async Task Html_and_Markdown_keep_their_form()
    {
        Answer answer = await kernel.RunAsync("Markdown(\"# a\").Display(); display(\"<b>b</b>\", \"text/html\"); Html(\"<i>c</i>\")");

        Assert.Equal("# a", answer.Form<DisplayedValueProduced>("text/markdown"));
        Assert.Equal("<b>b</b>", answer.Form<DisplayedValueProduced>("text/html"));
        Assert.Equal("<i>c</i>", answer.Form<ReturnValueProduced>("text/html"));
    }

    [Fact]
    public async Task A_later_cell_updates_what_an_earlier_one_showed()
    {
        Answer first = await kernel.RunAsync("var earlier = display(1);");
        string token = Wire.NewToken();
        List<EventEnvelope> seen = [];
        kernel.Process.EventReceived += seen.Add;
        await kernel.Process.RunAsync(
            new CommandEnvelope(token, new SubmitCode("earlier.Update(2);"), []),
            null,
            TestContext.Current.CancellationToken
        );
        kernel.Process.EventReceived -= seen.Add;

        EventEnvelope update = Assert.Single(seen, envelope => envelope.Event is DisplayedValueUpdated);
        Assert.Equal(Assert.Single(first.Events.OfType<DisplayedValueProduced>()).ValueId, ((DisplayedValueUpdated)update.Event).ValueId);
    }

    [Fact]
    public async Task Reading_from_the_console_is_refused_with_a_reason() =>
        Assert.Contains(
            "A cell cannot read from the console",
            (await kernel.RunAsync("Console.ReadLine()")).Result.Message,
            StringComparison.Ordinal
        );
}
