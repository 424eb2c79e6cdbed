using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class NamespaceTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Fact]
    public async Task A_type_of_a_namespace_is_seen_by_its_own_cell_and_by_later_ones()
    {
        Assert.Equal(
            "7",
            await AskAsync("using Lab;\nnamespace Lab { public sealed class Box { public int Size => 7; } }\nnew Box().Size")
        );

        Assert.Equal("7", await AskAsync("new Lab.Box().Size"));
        await kernel.RunAsync("var box = new Box();");
        Assert.Equal("Lab.Box", await AskAsync("box.GetType().FullName"));
    }

    [Fact]
    public async Task A_cell_may_have_several_namespaces_and_nested_ones_and_nothing_else()
    {
        Assert.Null(
            await AskAsync(
                "namespace Several.Deep { public record One(int A); namespace Deeper { public record Two(One Inner); } }\n"
                    + "namespace Other { using Several.Deep; public static class Make { public static One One() => new(3); } }"
            )
        );

        Assert.Equal("Two { Inner = One { A = 3 } }", await AskAsync("new Several.Deep.Deeper.Two(Other.Make.One())"));
    }

    [Fact]
    public async Task A_namespace_without_braces_takes_the_rest_of_the_cell()
    {
        Assert.Null(
            await AskAsync(
                "using System.Text;\nnamespace Flat;\npublic sealed class Sheet { public StringBuilder Text { get; } = new(\"flat\"); }"
            )
        );

        Assert.Equal("flat", await AskAsync("using Flat;\nnew Sheet().Text.ToString()"));
        Assert.EndsWith(
            "Behind namespace NAME; a cell can have nothing but types: write namespace NAME { ... } around them, and the "
                + "statements behind it.",
            await AskAsync("namespace Flat;\nclass Odd { }\nvar x = 1;"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_newest_declaration_of_a_type_counts_and_older_values_keep_their_own()
    {
        await AskAsync(
            "namespace Again { public class Kept { public int Number = 5; } public class Item { public string Word => \"old\"; } }"
        );
        await AskAsync("var older = new Again.Item(); var kept = new Again.Kept(); int Read(Again.Kept one) => one.Number;");
        await AskAsync("namespace Again { public class Item { public string Word => \"new\"; public int More => 1; } }");

        Assert.Equal(
            "new old 1 5 5",
            await AskAsync("$\"{new Again.Item().Word} {older.Word} {new Again.Item().More} {new Again.Kept().Number} {Read(kept)}\"")
        );
        Assert.Equal("new", await AskAsync("using Again;\nnew Item().Word"));
        Assert.Equal(
            "(1,20): error CS0029: Cannot implicitly convert type 'Again.Item' to 'Again.Item'\nOne of the two is of an older "
                + "run: run the cells again that made the value, or cast it by way of (object).",
            await AskAsync("Again.Item wrong = older;")
        );
        Assert.Equal(
            "third",
            await AskAsync("namespace Again { public class Item { public string Word => \"third\"; } }\nnew Again.Item().Word")
        );
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_declares_nothing_again()
    {
        await AskAsync("namespace Safe { public class Thing { public int A => 1; } }");

        Assert.Contains(
            "CS0103",
            await AskAsync("namespace Safe { public class Thing { public int A => 2; } }\nnowhere"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "CS0029",
            await AskAsync("namespace Safe { public class Thing { public int A => \"\"; } }"),
            StringComparison.Ordinal
        );
        Assert.Equal("1", await AskAsync("new Safe.Thing().A"));
    }

    [Fact]
    public async Task What_is_internal_is_seen_by_all_cells_as_by_all_of_a_program()
    {
        Assert.Equal(
            "6",
            await AskAsync(
                "namespace Inner { class Plain { internal int A = 1; protected internal int B() => 2; internal class Nested { "
                    + "public int C { get; internal set; } = 3; } } }\nnew Inner.Plain().A + new Inner.Plain().B() + new "
                    + "Inner.Plain.Nested().C"
            )
        );

        Assert.Equal("9", await AskAsync("new Inner.Plain.Nested { C = 9 }.C"));
        Assert.Contains(
            "CS1061",
            await AskAsync("namespace Inner { class Shy { private int a = 1; } }\nnew Inner.Shy().a"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Extension_methods_of_a_namespace_are_found_where_it_is_used()
    {
        await AskAsync(
            "namespace Words { public static class Extensions { public static string Loud(this string word) => "
                + "word.ToUpperInvariant() + \"!\"; extension(int number) { public int Doubled => 2 * number; } } }"
        );

        Assert.Equal("HEY!", await AskAsync("using Words;\n\"hey\".Loud()"));
        Assert.Equal("8", await AskAsync("4.Doubled"));
    }

    [Fact]
    public async Task A_namespace_sees_the_usings_of_earlier_cells_and_the_lab()
    {
        await AskAsync("using System.Globalization; using Numbers = System.Collections.Generic.List<int>;");

        Assert.Equal(
            "2 Tensor",
            await AskAsync(
                "namespace Sees { public class All { public Numbers List = [1, 2]; public CultureInfo Culture = "
                    + "CultureInfo.InvariantCulture; public Tensor Ones() => ones(2); } }\n$\"{new Sees.All().List.Count} {new "
                    + "Sees.All().Ones().GetType().Name}\""
            )
        );
        await AskAsync(
            "using Numbers = System.Collections.Generic.List<string>;\nnamespace Sees { public class Text { public Numbers "
                + "List = [\"a\"]; } }"
        );
        Assert.Equal("a", await AskAsync("new Sees.Text().List[0]"));
    }

    [Fact]
    public async Task What_a_namespace_cannot_see_is_told()
    {
        await AskAsync("record Outside(int A); var outside = new Outside(1);");

        string advice =
            "Types in a namespace see other namespaces, packages and usings, but not what cells declare outside of one: move "
            + "it into the namespace, or give it as an argument.";
        Assert.EndsWith(
            advice,
            await AskAsync("namespace Blind { public class Eye { public int A => outside.A; } }"),
            StringComparison.Ordinal
        );
        Assert.EndsWith(advice, await AskAsync("namespace Blind { public class Eye { public Outside A; } }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_errors_and_of_exceptions_are_those_of_the_cell()
    {
        Answer wrong = await kernel.RunAsync("var fine = 1;\nnamespace Lines\n{\n    public class Bad { int A = \"\"; }\n}");
        CommandResult thrown = (
            await kernel.RunAsync(
                "int before = 1;\nnamespace Lines\n{\n    public class Division\n    {\n        public static int Of(int a, "
                    + "int b) => a / b;\n    }\n}\nLines.Division.Of(before, 0)"
            )
        ).Result;

        Assert.Equal("(4,32): error CS0029: Cannot implicitly convert type 'string' to 'int'", wrong.Result.Message);
        Assert.Equal(
            $"System.DivideByZeroException: Attempted to divide by zero.\n   at Lines.Division.Of(Int32 a, Int32 b) in cell "
                + $"{thrown.ExecutionOrder}, line 6\n   in cell {thrown.ExecutionOrder}, line 9",
            thrown.Message
        );
    }

    [Fact]
    public async Task A_namespace_that_is_not_closed_is_called_incomplete() =>
        Assert.Contains(nameof(IncompleteCodeSubmissionReceived), (await kernel.RunAsync("var x = 1;\nnamespace Open { class A {")).Kinds);

    [Fact]
    public async Task A_loop_in_a_namespace_stops()
    {
        await AskAsync("namespace Endless { public static class Loop { public static void Run() { while (true) { } } } }");
        TaskCompletionSource on = new();
        using CancellationTokenSource stop = new();
        Task<CommandResult> cell = kernel.Process.RunAsync(
            new SubmitCode("Console.Write(1); Endless.Loop.Run();"),
            one => _ = one is StandardOutputValueProduced && on.TrySetResult(),
            stop.Token
        );
        await on.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal((true, null), ((await cell).Cancelled, (await cell).Death));
    }

    [Fact]
    public async Task A_namespace_that_misses_an_assembly_of_the_framework_gets_it() =>
        Assert.Equal(
            "<a />",
            await AskAsync(
                "namespace Wide { public class Page { public System.Xml.Linq.XElement Root = new(\"a\"); } }\nnew "
                    + "Wide.Page().Root.ToString()"
            )
        );

    [Theory]
    [InlineData("static class Tools { public static int Half(int a) => a / 2; }\nTools.Half(8)", "4")]
    [InlineData("static class Texts { public static string Twice(this string a) => a + a; }\n\"ab\".Twice()", "abab")]
    [InlineData("static string Thrice(this string a) => a + a + a;\n\"a\".Thrice()", "aaa")]
    [InlineData("var stray = 3;\nstray;\nstray + 1", "4")]
    [InlineData("namespace Stray { public class One { public int A() { int x = 1; x; return x; } } }\nnew Stray.One().A()", "1")]
    public async Task What_CSharp_forbids_in_a_script_compiles_in_a_cell(string code, string text) =>
        Assert.Equal(text, await AskAsync(code));

    // The value, or what went wrong.
    private async Task<string?> AskAsync(string code)
    {
        Answer answer = await kernel.RunAsync(code);
        return answer.Result.Message ?? answer.Returned;
    }
}
