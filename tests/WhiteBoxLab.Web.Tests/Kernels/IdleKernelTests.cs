using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A kernel that has nothing to do lives until its rule ends it, whatever becomes of the thread that started it.</summary>
public sealed class IdleKernelTests : IDisposable
{
    private readonly ClosedLab lab = new();
    private readonly SetClock clock = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("off")]
    [InlineData("on")]
    public async Task A_day_with_nothing_to_do_ends_no_kernel_that_may_be_idle_for_ever(string sandbox)
    {
        Assert.SkipWhen(sandbox == "on" && KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        lab.Write(("a", "var kept = 41;"), ("b", "kept + 1"));
        await using WebApplication app = LabApp.Build(
            [
                "--Lab:Data",
                lab.Data,
                "--Lab:Notebooks",
                lab.Folder,
                "--Lab:KernelSandbox",
                sandbox,
                "--Lab:Warm",
                "false",
                "--Lab:SpareKernels",
                "0",
            ],
            services => services.AddSingleton<IKernelSource>(new RetiringThreads(new KernelProcesses()))
        );
        await using LiveNotebook live = await lab.OpenAsync(kernels: app.Services.GetRequiredService<KernelLauncher>(), time: clock);
        live.Run(["a"]);
        await live.UntilAsync(state => state.Find("a")!.ExecutionCount == 1);
        await IdleAsync(live, IdleRule.Of(0, isWatched: false, isMemoryShort: false), TimeSpan.FromDays(1));
        live.Run(["b"]);
        await live.UntilAsync(state => state.Find("b")!.Succeeded is not null);

        Assert.Equal("42", Assert.Single(live.State.Find("b")!.Outputs).Text("text/plain"));
    }

    [Theory]
    [InlineData(240, true, false, 14400, "had nothing to do for 240 minutes and was ended. Variables")]
    [InlineData(240, false, false, 14400, "had nothing to do for 240 minutes and was ended. Variables")]
    [InlineData(240, true, true, 14400, "had nothing to do for 240 minutes and was ended. Variables")]
    [InlineData(0.5, false, false, 30, "had nothing to do for 30 seconds and was ended. Variables")]
    [InlineData(
        0,
        false,
        true,
        60,
        "for a minute and was ended, because the machine's memory ran short and nobody looked at it. Variables"
    )]
    public async Task It_ends_when_its_rule_says_and_not_before(double minutes, bool watched, bool isShort, int seconds, string sentence)
    {
        lab.Write(("a", "1"));
        FakeKernels source = new(_ => new FakeKernel().BeReady());
        await using LiveNotebook live = await lab.OpenAsync(kernels: new(folder => new("kernel", [], folder), source), time: clock);
        await live.WarmAsync();
        FakeKernel kernel = await source.OfNotebookAsync();
        IdleRule rule = IdleRule.Of(minutes, watched, isShort);
        await IdleAsync(live, rule, TimeSpan.FromSeconds(seconds));
        Assert.False(kernel.Death.IsCompleted);
        await IdleAsync(live, rule, TimeSpan.FromSeconds(2));

        Assert.True((await kernel.Death.WaitAsync(Patience.Long, TestContext.Current.CancellationToken)).Asked);
        Assert.Equal(KernelState.Gone, live.State.Kernel);
        Assert.Contains(sentence, live.State.Notice, StringComparison.Ordinal);
    }

    // Looked at every other second, as its grain does.
    private async Task IdleAsync(LiveNotebook live, IdleRule rule, TimeSpan time)
    {
        for (TimeSpan end = clock.Now + time; clock.Now < end; )
        {
            clock.Now += TimeSpan.FromSeconds(2);
            await live.LookAsync(rule);
            await live.LookAtDiskAsync();
        }
    }

    // Each kernel by a thread of its own, which is gone when it is there.
    private sealed class RetiringThreads(IKernelSource source) : IKernelSource
    {
        public IKernel Start(KernelStart start)
        {
            IKernel? kernel = null;
            Thread starter = new(() => kernel = source.Start(start));
            starter.Start();
            starter.Join();
            return kernel!; // started, or the thread had thrown
        }
    }
}
