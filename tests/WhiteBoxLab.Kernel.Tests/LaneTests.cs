using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class LaneTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    private const string UntilStopped =
        "Console.Write(\"on\"); while (!cancellationToken.IsCancellationRequested) { Thread.Sleep(1); } "
        + "cancellationToken.ThrowIfCancellationRequested();";

    [Fact]
    public async Task Values_are_shown_while_a_cell_runs()
    {
        await kernel.RunAsync("var seen = 42; var weights = torch.ones(2, 2);");
        (Task<CommandResult> cell, CancellationTokenSource stop) = await StartAsync();

        Answer values = await kernel.RunAsync(new RequestValueInfos()),
            one = await kernel.RunAsync(new RequestValue("seen"));
        Answer infos = await kernel.RunAsync(new RequestKernelInfo()),
            shown = await kernel.RunAsync(new DisplayValue(new FormattedValue("text/plain", "x"), "id"));

        Assert.False(cell.IsCompleted);
        Assert.Contains(Assert.Single(values.Events.OfType<ValueInfosProduced>()).ValueInfos, info =>
            info is { Name: "seen", TypeName: "System.Int32", FormattedValue.Value: "42" }
        );
        Assert.Contains(Assert.Single(values.Events.OfType<ValueInfosProduced>()).ValueInfos, info =>
            info is { Name: "weights", FormattedValue.Value: "Tensor [2, 2], float32, cpu, 1 to 1" }
        );
        Assert.Equal("42", Assert.Single(one.Events.OfType<ValueProduced>()).FormattedValue.Value);
        Assert.Equal(
            [".NET", "csharp", "html", "value", "mermaid", "markdown"],
            infos.Events.OfType<KernelInfoProduced>().Select(info => info.KernelInfo.LocalName)
        );
        Assert.Equal("id", Assert.Single(shown.Events.OfType<DisplayedValueProduced>()).ValueId);
        await stop.CancelAsync();
        Assert.True((await cell).Cancelled);
    }

    [Fact]
    public async Task A_value_that_is_not_there_or_no_JSON_is_told()
    {
        await kernel.RunAsync("var tensor = torch.ones(1); Func<int> function = () => 1;");

        Assert.Equal("Value 'nowhere' not found in kernel csharp", (await kernel.RunAsync(new RequestValue("nowhere"))).Result.Message);
        Assert.Equal(
            "\"Tensor [1], float32, cpu, 1 to 1\"",
            Assert.Single((await kernel.RunAsync(new RequestValue("tensor"))).Events.OfType<ValueProduced>()).FormattedValue.Value
        );
        Assert.False((await kernel.RunAsync(new RequestValue("function"))).Result.Succeeded);
    }

    [Fact]
    public async Task A_cancelled_cell_says_so_and_the_next_one_runs()
    {
        (Task<CommandResult> cell, CancellationTokenSource stop) = await StartAsync();
        Task<Answer> next = kernel.RunAsync("\"next\"");
        await stop.CancelAsync();

        Assert.Equal(CommandFailed.Cancelled, (await cell).Message);
        Assert.Equal("next", (await next).Returned);
    }

    [Fact]
    public async Task A_waiting_cell_is_cancelled_without_running()
    {
        (Task<CommandResult> cell, CancellationTokenSource stop) = await StartAsync();
        CommandEnvelope waiting = new(Wire.NewToken(), new SubmitCode("throw new Exception(\"ran\");"), []);
        Task<CommandResult> end = kernel.Process.RunAsync(waiting, null, TestContext.Current.CancellationToken);
        await kernel.RunAsync(new Cancel(waiting.Token));

        Assert.True((await end).Cancelled);
        Assert.False(cell.IsCompleted);
        await stop.CancelAsync();
        await cell;
    }

    [Fact]
    public async Task A_cancel_without_a_token_stops_the_running_cell()
    {
        (Task<CommandResult> cell, _) = await StartAsync();
        Answer cancel = await kernel.RunAsync(new Cancel());

        Assert.True(cancel.Result.Succeeded);
        Assert.True((await cell).Cancelled);
    }

    [Fact]
    public async Task A_cancel_of_nothing_succeeds() => Assert.True((await kernel.RunAsync(new Cancel())).Result.Succeeded);

    [Fact]
    public async Task A_line_that_makes_no_sense_is_answered()
    {
        Answer unknown = await kernel.RunAsync(new RequestCodeExpansionInfos());

        Assert.StartsWith(
            "This kernel does not answer RequestCodeExpansionInfos. It answers ",
            unknown.Result.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_unknown_kernel_is_told()
    {
        Answer answer = await kernel.RunAsync(new SubmitCode("1") { TargetKernelName = "fsharp" });

        Assert.Equal("There is no kernel 'fsharp' here. There is csharp, html, value, mermaid, markdown.", answer.Result.Message);
        Assert.Equal("1", (await kernel.RunAsync(new SubmitCode("1") { TargetKernelName = "c#" })).Returned);
    }

    private async Task<(Task<CommandResult> Cell, CancellationTokenSource Stop)> StartAsync()
    {
        TaskCompletionSource on = new();
        CancellationTokenSource stop = new();
        Task<CommandResult> cell = kernel.Process.RunAsync(
            new SubmitCode(UntilStopped),
            one =>
            {
                if (one is StandardOutputValueProduced)
                    on.TrySetResult();
            },
            stop.Token
        );
        await on.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        return (cell, stop);
    }
}
