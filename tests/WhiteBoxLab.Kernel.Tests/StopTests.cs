using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class StopTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true);")]
    [InlineData("for (int i = 0; ; i++) if (i < 0) break;")]
    [InlineData("again: goto again;")]
    [InlineData("while (true) { try { Thread.Sleep(1); } catch (Exception) { } }")]
    [InlineData("try { } finally { while (true) { } }")]
    [InlineData("Thread.Sleep(60000);")]
    [InlineData("await Task.Delay(60000);")]
    [InlineData("Task.Delay(60000).Wait();")]
    [InlineData("new ManualResetEventSlim().Wait();")]
    [InlineData("long fib(int n) => n < 2 ? n : fib(n - 1) + fib(n - 2);\nfib(60)")]
    [InlineData("Parallel.For(0, 8, _ => { while (true) { } });")]
    [InlineData("await Task.Run(() => { while (true) { } });")]
    [InlineData("class Busy { public int Never { get { while (true) { } } } }\nnew Busy().Never")]
    [InlineData(
        "async IAsyncEnumerable<int> Forever() { while (true) { await Task.Yield(); yield return 1; } }\nawait foreach (int "
            + "one in Forever()) { }"
    )]
    [InlineData("Network.EfficientNetLite0().Explain(Photo.Sample(\"chelsea\"), new IntegratedGradients(steps: 1000))")]
    public async Task A_stopped_cell_stops_and_its_kernel_lives(string code)
    {
        await kernel.RunAsync("var kept = 1;");
        using CancellationTokenSource stop = new();
        TaskCompletionSource on = new();
        Task<CommandResult> cell = kernel.Process.RunAsync(
            new SubmitCode("Console.WriteLine(1);\n" + code),
            one =>
            {
                if (one is StandardOutputValueProduced)
                    on.TrySetResult();
            },
            stop.Token
        );
        await on.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        CommandResult result = await cell.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.True(result.Cancelled, result.Message);
        Assert.Equal("1", (await kernel.RunAsync("kept")).Returned);
    }

    [Fact]
    public async Task A_recursion_without_end_is_an_exception()
    {
        Answer answer = await kernel.RunAsync("int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)");

        Assert.StartsWith("System.InsufficientExecutionStackException", answer.Result.Message, StringComparison.Ordinal);
        Assert.Equal("2", (await kernel.RunAsync("1 + 1")).Returned);
    }

    [Fact]
    public async Task Weaving_moves_no_place_in_a_message()
    {
        Answer wrong = await kernel.RunAsync("for (int i = 0; i < 1; i++) { int x = \"a\"; }"),
            thrown =
                await kernel.RunAsync(
                    "int F(int a) => a;\nfor (int i = 0; i < 2; i++)\n    if (F(i) == 1)\n        throw new Exception();"
                );

        Assert.Equal("(1,39): error CS0029: Cannot implicitly convert type 'string' to 'int'", wrong.Result.Message);
        Assert.EndsWith("line 4", thrown.Result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int n = 0; foreach (var (a, b) in new[] { (1, 2) }) n += a + b; n", "3")]
    [InlineData("int n = 0; do n++; while (n < 3); n", "3")]
    [InlineData("for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) Console.Write(i + j);", "0112")]
    [InlineData("void Say(string s) => Console.Write(s);\nasync Task Later() => await Task.Run(() => Say(\"x\"));\nawait Later();", "x")]
    [InlineData(
        "async Task<int> One() => await Task.FromResult(1);\nint Fail() => throw new InvalidOperationException();\nawait One()",
        "1"
    )]
    [InlineData("int[] a = { 1 };\nref int First() => ref a[0];\nFirst() = 5;\na[0]", "5")]
    [InlineData("IEnumerable<int> Two() { yield return 1; yield return 2; }\nTwo().Sum()", "3")]
    [InlineData("Func<int, int> f = x => { return x + 1; };\nf(1)", "2")]
    [InlineData(
        "record R(int A) { public int B => A + 1; public static R operator +(R a, R b) => new(a.A + b.A); }\n(new R(1) + new R(2)).B",
        "4"
    )]
    public async Task Weaving_changes_nothing_of_what_a_cell_does(string code, string text)
    {
        Answer answer = await kernel.RunAsync(code);

        Assert.True(answer.Result.Succeeded, answer.Result.Message);
        Assert.Equal(text, answer.Returned ?? answer.Printed);
    }
}
