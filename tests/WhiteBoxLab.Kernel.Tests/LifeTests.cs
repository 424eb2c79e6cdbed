using System.Diagnostics;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class LifeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-kernel-life-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_kernel_ends_when_stdin_closes_even_in_an_endless_loop()
    {
        KernelStart start = KernelStart.Serve(AppContext.BaseDirectory, folder);
        using Process process = Process.Start(
            new ProcessStartInfo(start.FileName, start.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteLineAsync(
            Wire.Write(new CommandEnvelope("k", new SubmitCode("Console.Write(\"on\"); while (true) { }"), []))
        );
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        while (
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.Contains(nameof(StandardOutputValueProduced), StringComparison.Ordinal)
        )
            continue;
        process.StandardInput.Close();

        await process
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task A_killed_kernel_ends_its_commands_with_its_death()
    {
        await using KernelProcess kernel = ServedKernel.Start(folder);
        await kernel.Ready.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        TaskCompletionSource on = new();
        Task<CommandResult> cell = kernel.RunAsync(
            new SubmitCode("Console.Write(1); while (true) { }"),
            one => Note(one, on),
            TestContext.Current.CancellationToken
        );
        await on.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Process.GetProcessById(kernel.Id).Kill();

        CommandResult result = await cell.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal("The kernel died (signal 9). Its variables are gone; run the cells again to rebuild them.", result.Message);
        Assert.Equal((137, false), (result.Death?.ExitCode, result.Death?.Asked));
        CommandResult after = await kernel.RunAsync(new SubmitCode("1"), null, TestContext.Current.CancellationToken);
        Assert.Equal(result.Message, after.Message);
    }

    [Fact]
    public async Task A_kernel_that_dies_by_itself_leaves_its_last_words()
    {
        await using KernelProcess kernel = ServedKernel.Start(folder);

        CommandResult result = (await ServedKernel.AskAsync(kernel, new SubmitCode("Environment.FailFast(\"enough\");"))).Result;

        Assert.Equal(134, result.Death?.ExitCode);
        Assert.EndsWith("It said: Process terminated. enough", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console.Write(1); System.Text.RegularExpressions.Regex.IsMatch(new string('a', 60), \"^(a+)+b$\")")]
    [InlineData(
        "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern uint sleep(uint seconds);\nConsole.Write(1); while "
            + "(sleep(600) > 0);"
    )]
    public async Task A_cell_that_does_not_stop_costs_its_kernel(string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It sleeps in libc.");
        await using KernelProcess kernel = KernelProcess.Start(
            KernelStart.Serve(AppContext.BaseDirectory, folder) with
            {
                CancelGrace = TimeSpan.FromMilliseconds(200),
            }
        );
        using CancellationTokenSource stop = new();
        TaskCompletionSource on = new();
        Task<CommandResult> cell = kernel.RunAsync(new SubmitCode(code), one => Note(one, on), stop.Token);
        await on.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        CommandResult result = await cell.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal(
            (true, "The kernel was stopped. Its variables are gone; run the cells again to rebuild them."),
            (result.Death?.Asked, result.Message)
        );
    }

    [Fact]
    public async Task Who_kills_a_kernel_does_not_wait_until_it_is_cleared_away()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs /bin/sh.");
        // the one left behind holds the pipes
        await using KernelProcess kernel = KernelProcess.Start(new KernelStart("/bin/sh", ["-c", "(sleep 5 &); cat > /dev/null"]));
        Task<CommandResult> cell = kernel.RunAsync(new SubmitCode("1"), null, TestContext.Current.CancellationToken);
        kernel.Kill();

        Assert.Same(cell, await Task.WhenAny(kernel.Death, cell).WaitAsync(Patience.Long, TestContext.Current.CancellationToken));
        Assert.Equal((137, true), ((await cell).Death?.ExitCode, (await cell).Death?.Asked));
    }

    [Fact]
    public async Task Nothing_of_the_warm_up_is_seen_in_the_cells()
    {
        await using KernelProcess kernel = ServedKernel.Start(folder, "--warm");

        Answer first = await ServedKernel.AskAsync(kernel, new SubmitCode("1 + 1")),
            second = await ServedKernel.AskAsync(kernel, new SubmitCode("warm"));
        Assert.Equal((1, "2"), (first.Result.ExecutionOrder, first.Returned));
        Assert.Equal("(1,1): error CS0103: The name 'warm' does not exist in the current context", second.Result.Message);
        Assert.Empty(
            (await ServedKernel.AskAsync(kernel, new RequestValueInfos())).Events.OfType<ValueInfosProduced>().Single().ValueInfos
        );
    }

    [Fact]
    public async Task Quit_ends_the_process_with_0()
    {
        await using KernelProcess kernel = ServedKernel.Start(folder);
        await kernel.SendAsync(new CommandEnvelope("q", new Quit(), []), TestContext.Current.CancellationToken);

        Assert.Equal(0, (await kernel.Death.WaitAsync(Patience.Long, TestContext.Current.CancellationToken)).ExitCode);
    }

    [Fact]
    public void A_program_that_is_not_there_is_told() =>
        Assert.StartsWith(
            "The kernel '/no/such/kernel' cannot be started: ",
            Assert.Throws<InvalidOperationException>(() => KernelProcess.Start(new KernelStart("/no/such/kernel", []))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Lines_that_are_no_messages_are_counted_and_forgiven()
    {
        string script = $"echo hello; echo '{Wire.Write(new EventEnvelope(new KernelReady([]), null, []))}'; read x; exit 3";
        await using KernelProcess kernel = KernelProcess.Start(new KernelStart("/bin/sh", ["-c", script]));
        await kernel.Ready.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

        Assert.Equal((1, "hello"), (kernel.StrayLines, Assert.Single(kernel.LastStrayLines)));
        await kernel.SendAsync(new CommandEnvelope("q", new Quit(), []), TestContext.Current.CancellationToken);
        Assert.Equal(
            "The kernel ended by itself (exit code 3). Its variables are gone; run the cells again to rebuild them.",
            (await kernel.Death.WaitAsync(Patience.Long, TestContext.Current.CancellationToken)).Sentence
        );
    }

    [Fact]
    public async Task A_line_that_is_no_JSON_is_answered()
    {
        KernelStart start = KernelStart.Serve(AppContext.BaseDirectory, folder);
        using Process process = Process.Start(
            new ProcessStartInfo(start.FileName, start.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteLineAsync("hello\n\n{\"token\":\"k\",\"commandType\":\"Dance\",\"command\":{}}");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);

        EventLine first = Assert.IsType<EventLine>(
            Wire.Read((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!)
        );
        EventLine second = Assert.IsType<EventLine>(
            Wire.Read((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!)
        );
        Assert.Equal("'h' is an invalid start of a value.", Assert.IsType<ErrorProduced>(first.Envelope.Event).Message);
        Assert.Equal(
            ("k", "Dance", "There is no command 'Dance'."),
            (
                second.Envelope.Command?.Token,
                second.Envelope.Command?.Command.CommandType,
                Assert.IsType<CommandFailed>(second.Envelope.Event).Message
            )
        );
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static void Note(Event one, TaskCompletionSource on)
    {
        if (one is StandardOutputValueProduced)
            on.TrySetResult();
    }
}
