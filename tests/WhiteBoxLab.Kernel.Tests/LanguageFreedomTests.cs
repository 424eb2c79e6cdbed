using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>What C# forbids in scripts and cells may write, and what is said where they may not.</summary>
public sealed class LanguageFreedomTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Theory]
    [InlineData("int x = 4;\nx;", null)]
    [InlineData("int y = 4;\ny;\ny + 1", "5")]
    [InlineData(
        "static class Numbers\n{\n    public static int Twice(this int x) => 2 * x;\n    public static int Three => 3;\n}\n"
            + "4.Twice() + Numbers.Twice(1) + Numbers.Three",
        "13"
    )]
    [InlineData(
        "record Item(int N);\nstatic class Items { public static List<T> Every<T>(this IEnumerable<T> all, int n = 2) where T "
            + ": class { return all.Where((_, i) => i % n == 0).ToList(); } }\nnew[] { new Item(1), new Item(2), new Item(3) "
            + "}.Every().Count",
        "2"
    )]
    [InlineData("static class Plain { public static int One() => 1; }\nPlain.One()", "1")]
    [InlineData("static string Shout(this string s) => s.ToUpperInvariant();\n\"a\".Shout()", "A")]
    public async Task It_compiles(string code, string? value)
    {
        Answer answer = await kernel.RunAsync(code);

        Assert.Equal((null, value), (answer.Result.Message, answer.Returned));
    }

    [Fact]
    public async Task An_extension_may_use_types_of_earlier_cells_and_be_written_again()
    {
        await kernel.RunAsync("record Point(int X, int Y);");
        await kernel.RunAsync("static class Points { public static int Sum(this Point p) => p.X + p.Y; }");
        Assert.Equal("3", (await kernel.RunAsync("new Point(1, 2).Sum()")).Returned);
    }

    [Theory]
    [InlineData("using var reader = new StringReader(\"x\");", "At the top of a cell there is no using for a variable")]
    [InlineData("Span<int> span = new int[3];", "A variable at the top of a cell lives as long as the kernel")]
    [InlineData("int seen = 1;\nclass Reader { public int Read() => seen; }", "A class cannot see the variables of cells")]
    public async Task Where_a_script_forbids_something_a_sentence_says_what_to_write(string code, string sentence)
    {
        Answer answer = await kernel.RunAsync(code);

        Assert.False(answer.Result.Succeeded);
        Assert.Contains(sentence, answer.Result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_throws_loses_nothing()
    {
        Answer failed = await kernel.RunAsync(
            "int reached = 1; Console.Write(\"printed\"); display(\"shown\"); var list = new List<int> { 1 };\nforeach (int i "
                + "in list) reached += i;\nthrow new Exception(\"no\");\nint never = 5;"
        );

        Assert.Equal(("printed", "shown"), (failed.Printed, failed.Form<Protocol.DisplayedValueProduced>("text/plain")));
        Assert.EndsWith("line 3", failed.Result.Message, StringComparison.Ordinal);
        Assert.Equal("2 1", (await kernel.RunAsync("$\"{reached} {list.Count}\"")).Returned);
    }

    [Fact]
    public async Task Temporaries_of_a_cell_are_freed_and_variables_live_on()
    {
        await kernel.RunAsync("var kept = new byte[1000]; var weak = new List<WeakReference>();");
        await kernel.RunAsync("void Make() { weak.Add(new WeakReference(new byte[1000])); }\nMake(); weak.Add(new WeakReference(kept));");

        Assert.Equal(
            "False True",
            (await kernel.RunAsync("GC.Collect(); GC.WaitForPendingFinalizers(); $\"{weak[0].IsAlive} {weak[1].IsAlive}\"")).Returned
        );
    }
}
