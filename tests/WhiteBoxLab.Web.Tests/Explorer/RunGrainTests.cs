using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Tests;

public sealed class RunGrainTests : IAsyncLifetime
{
    private FakeLab lab = null!; // open before a test begins

    private RunBoard Board => lab.Get<RunBoard>();

    public async ValueTask InitializeAsync() => lab = await FakeLab.OpenAsync();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task A_run_goes_on_while_nobody_looks_and_whoever_comes_later_sees_it()
    {
        (RunSession first, FakeCommand explain) = await lab.BeginAsync("saliency", "grad-cam");
        await first.DisposeAsync();
        explain.Tell(explain.Made(0));
        await using RunSession later = (await Board.FindAsync(first.State.Id))!;

        Assert.Equal([RunMapStatus.Done, RunMapStatus.Queued], later.State.Maps.Select(map => map.Status));
        Assert.True((await Board.LatestAsync(1))[0].IsGoing);
        explain.Tell(explain.Made(1)).Succeed();
        await later.UntilAsync(run => !run.IsGoing);
        Assert.Null(later.State.Halted);
    }

    [Fact]
    public async Task A_kernel_that_dies_halts_the_run_and_keeps_what_is_there()
    {
        (RunSession run, FakeCommand explain) = await lab.BeginAsync("saliency", "grad-cam");
        explain.Tell(explain.Made(0));
        lab.Explorer.Die(139);
        await run.UntilAsync(state => state.Halted is not null);

        Assert.Equal("The kernel ended (code 139). One map is kept.", run.State.Halted);
        Assert.Equal([RunMapStatus.Done, RunMapStatus.Stopped], run.State.Maps.Select(map => map.Status));
        FakeKernel next = await lab.Kernels.OfExplorerAsync();
        run.GoOn();
        FakeCommand again = await next.HeardAsync<Explain>();
        Assert.Equal(["grad-cam"], again.Of<Explain>().Choices.Select(choice => choice.Method));
    }

    [Fact]
    public async Task A_run_that_is_stopped_tells_the_kernel_and_is_told_by_it()
    {
        (RunSession run, FakeCommand explain) = await lab.BeginAsync("saliency");
        explain.Tell(new MapBegun(run.State.Maps[0].Id, "saliency"));
        run.Cancel();
        await explain.StopAsync();
        await run.UntilAsync(state => !state.IsGoing);

        Assert.Equal(RunMapStatus.Stopped, run.State.Maps[0].Status);
    }

    [Fact]
    public async Task A_run_without_an_owner_was_going_when_its_server_ended()
    {
        RunMap map = new("a", "saliency", "Saliency", "control", null, RunMapStatus.Running);
        RunPhoto photo = RunPhoto.Sample("chelsea");
        Run left = new("0123456789", 1, DateTimeOffset.UnixEpoch, photo, FakeExplorer.Network, null, null, 0, [map]);
        lab.Get<RunStore>().Save(left);
        await using RunSession? found = await Board.FindAsync(left.Id);

        Assert.Equal("The server ended while it made maps. Your run is kept.", found?.State.Halted);
        Assert.False((await Board.LatestAsync(1))[0].IsGoing);
    }

    [Fact]
    public async Task There_is_no_run_of_an_id_that_nobody_gave() => Assert.Null(await Board.FindAsync("ffffffffff"));
}
