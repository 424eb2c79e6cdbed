using System.Diagnostics;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>How long a cell has to stop where others want the same cores.</summary>
public sealed class StopGraceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-grace-").FullName;
    private readonly List<Process> busy = [];

    public void Dispose()
    {
        foreach (Process one in busy)
        {
            one.Kill();
            one.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(50, 0, true, 50)] // it ran
    [InlineData(0, 0, false, 50)] // it slept: nobody keeps it from stopping
    [InlineData(10, 0, false, 50)] // it ran and slept
    [InlineData(10, 40, false, 10)] // it ran and waited for a core
    [InlineData(10, 15, false, 35)] // it ran, waited for a core and slept
    [InlineData(0, 0, true, 0)] // it waits for a core, how long already is told when it has one
    [InlineData(10, 400, false, 10)] // and here it is told
    public void A_thread_is_given_the_time_in_which_it_does_not_wait_for_a_core(int ran, int queued, bool isRunnable, int given)
    {
        ThreadTurn before = Turn(7000, 3000),
            after = Turn(7000 + ran, 3000 + queued) with { IsRunnable = isRunnable };

        Assert.Equal(TimeSpan.FromMilliseconds(given), after.GivenSince(before, TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public void A_grace_is_over_when_the_thread_that_got_least_was_given_it()
    {
        Assert.Equal(10, Looks(new StopGrace(TimeSpan.FromMilliseconds(500)), 50, ("cells", 50, 0), ("pool", 50, 0)));
        Assert.Equal(50, Looks(new StopGrace(TimeSpan.FromMilliseconds(500)), 50, ("cells", 10, 40), ("pool", 50, 0)));
        Assert.Equal(10, Looks(new StopGrace(TimeSpan.FromMilliseconds(500)), 50)); // nobody tells of threads: the clock
    }

    [Fact]
    public void A_client_that_is_held_up_itself_counts_no_more_than_it_has_seen() =>
        Assert.Equal(10, Looks(new StopGrace(TimeSpan.FromMilliseconds(500)), 5000, ("cells", 5000, 0)));

    [Fact]
    public void A_kernel_that_is_given_nothing_has_thirty_times_as_long() =>
        Assert.Equal(300, Looks(new StopGrace(TimeSpan.FromMilliseconds(500)), 50, ("cells", 0, 50)));

    // Its end takes a tenth of a second of processor time: three seconds by the clock, and the grace is half a second.
    [Fact]
    public async Task A_loop_that_shares_its_core_with_thirty_others_is_stopped_and_its_variables_are_kept()
    {
        const string code = """
            var tidied = TimeSpan.FromSeconds(0.1);
            try { Console.Write(1); while (true) { } }
            finally { tidied += Environment.CpuUsage.TotalTime;
                      Enumerable.Range(0, int.MaxValue).First(_ => Environment.CpuUsage.TotalTime > tidied); }
            """;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs taskset.");
        await using KernelProcess kernel = KernelProcess.Start(
            OnOneCore(KernelStart.Serve(AppContext.BaseDirectory, folder)) with
            {
                CancelGrace = TimeSpan.FromMilliseconds(500),
            }
        );
        await ServedKernel.AskAsync(kernel, new SubmitCode("var kept = 1;"));
        using CancellationTokenSource stop = new();
        TaskCompletionSource on = new();
        Task<CommandResult> cell = kernel.RunAsync(new SubmitCode(code), one => Note(one, on), stop.Token);
        await on.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        await BeBusyAsync(30);
        await stop.CancelAsync();
        CommandResult result = await cell.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        busy.ForEach(one => one.Kill());

        Assert.True(result.Cancelled, result.Message);
        Assert.Equal("1", (await ServedKernel.AskAsync(kernel, new SubmitCode("kept"))).Returned);
    }

    // How often it is looked at its threads, each of which does the same every time, until it is over.
    private static int Looks(StopGrace grace, int elapsed, params (string Thread, int Ran, int Queued)[] threads)
    {
        Dictionary<string, ThreadTurn> Seen(int look) =>
            threads.ToDictionary(one => one.Thread, one => Turn(one.Ran * look, one.Queued * look));
        int looks = 0;
        for (; !grace.IsOver; looks++)
            grace.Count(Seen(looks), Seen(looks + 1), TimeSpan.FromMilliseconds(elapsed));
        return looks;
    }

    private static ThreadTurn Turn(int ran, int queued) => new(TimeSpan.FromMilliseconds(ran), TimeSpan.FromMilliseconds(queued), true);

    private static KernelStart OnOneCore(KernelStart start) =>
        start with
        {
            FileName = "taskset",
            Arguments = ["-c", "0", start.FileName, .. start.Arguments],
        };

    // Each in a session of its own: the system may share by sessions.
    private async Task BeBusyAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            busy.Add(
                Process.Start(
                    new ProcessStartInfo("setsid", ["taskset", "-c", "0", "/bin/sh", "-c", "echo busy; while :; do :; done"])
                    {
                        RedirectStandardOutput = true,
                    }
                )!
            );
            await busy[^1]
                .StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                .AsTask()
                .WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        }
    }

    private static void Note(Event one, TaskCompletionSource on)
    {
        if (one is StandardOutputValueProduced)
            on.TrySetResult();
    }
}
