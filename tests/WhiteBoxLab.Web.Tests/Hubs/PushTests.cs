using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Hubs;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Tests;

public sealed class PushTests : IAsyncLifetime
{
    private FakeLab lab = null!; // open before a test begins
    private WatchedStore store = null!;

    public async ValueTask InitializeAsync() => lab = await FakeLab.OpenAsync(inner => store = new WatchedStore(inner));

    public async ValueTask DisposeAsync()
    {
        store.Release();
        await lab.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task The_values_of_a_map_are_read_where_somebody_watches_and_nowhere_else()
    {
        string watched = lab.Artifacts.Put(FakeExplorer.Values, "npy");
        (RunSession alone, FakeCommand first) = await lab.BeginAsync("saliency");
        first.Tell(first.Made(0)).Succeed();
        await alone.UntilAsync(run => !run.IsGoing);
        (RunSession seen, FakeCommand second) = await lab.BeginAsync("grad-cam");
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        await client.AskAsync<string?>("Watch", seen.State.Id);
        second.Tell(second.Made(0, watched)).Succeed();
        await client.EndAsync();

        Assert.Equal(16, client.Maps.Single().Values.Length);
        Assert.Equal([watched], store.Read);
    }

    [Fact]
    public async Task The_maps_of_a_notebook_are_read_where_somebody_watches_it_and_nowhere_else()
    {
        string watched = lab.Artifacts.Put(FakeExplorer.Values, "npy");
        await lab.WriteAsync("one.ipynb", "1");
        NotebookSession session = (await lab.Get<NotebookSessions>().FindAsync("one.ipynb"))!;
        await session.WarmAsync();
        FakeKernel kernel = await lab.Kernels.OfNotebookAsync();
        await RunAsync(session, kernel, run: 1, values: null);
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        await client.AskAsync<string?>("WatchNotebook", "one.ipynb");
        await RunAsync(session, kernel, run: 2, watched);
        await client.MapAsync();

        Assert.Equal(16, client.Maps.Single().Values.Length);
        Assert.Equal([watched], store.Read);
    }

    [Fact]
    public async Task A_kernel_that_talks_waits_for_nobody_who_reads_values()
    {
        string values = lab.Artifacts.Put(FakeExplorer.Values, "npy");
        (RunSession run, FakeCommand explain) = await lab.BeginAsync("saliency", "grad-cam");
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        await client.AskAsync<string?>("Watch", run.State.Id);
        store.Hold();
        explain.Tell(explain.Made(0, values), explain.Made(1, values)).Succeed(); // on this thread, as a kernel's reader does
        await run.UntilAsync(state => !state.IsGoing);

        Assert.Empty(client.Maps);
        store.Release();
        await client.EndAsync();
        Assert.Equal(["saliency", "grad-cam"], client.Maps.Select(map => map.Method));
    }

    [Fact]
    public async Task A_map_is_pushed_though_the_session_caught_up_before_it_heard_of_it()
    {
        string values = lab.Artifacts.Put(FakeExplorer.Values, "npy");
        (RunSession run, _) = await lab.BeginAsync("saliency", "grad-cam");
        ToldClient told = new();
        await using RunPush push = new(run, told, lab.Artifacts);
        Run ended = run.State.With(
            map => map.Method == "saliency",
            map => map with { Status = RunMapStatus.Done, Artifact = FakeExplorer.Map(map.Method, values), EndedAfter = 1 }
        );
        ended = ended.Stopped("The kernel ended (code 9). One map is kept.");
        await run.HappenedAsync(new RunNews(new RunSnapshot(Guid.NewGuid(), 1, ended, 1), null)); // as the grain answers who asks it
        await told.EndAsync();

        Assert.Equal(["MapProduced saliency 16", "MapFailed grad-cam", "RunCompleted 1"], told.All);
    }

    [Fact]
    public async Task The_last_of_a_cell_is_pushed_though_the_session_caught_up_before_it_heard_of_it()
    {
        await lab.WriteAsync("late.ipynb", "1", "2");
        NotebookSession session = (await lab.Get<NotebookSessions>().FindAsync("late.ipynb"))!;
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        await client.AskAsync<string?>("WatchNotebook", "late.ipynb");
        NotebookSnapshot later = new(new NotebookPosition(Guid.NewGuid(), 9), new NotebookOperation.Begin("b").Apply(session.State));
        session.Take(later);

        PushedCell told = await client.CellAsync();
        Assert.Equal(("b", true), (told.Cell, told.Running));
    }

    // The map was told before the cell's end, so who sees the end has heard of the map.
    private static async Task RunAsync(NotebookSession session, FakeKernel kernel, int run, string? values)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Changed += (state, _) =>
        {
            if (state.Cells[0].ExecutionCount == run)
                ended.TrySetResult();
        };
        session.Run("a");
        FakeCommand cell = await kernel.HeardAsync<SubmitCode>();
        cell.Tell(new MapProduced("m", FakeExplorer.Map("saliency", values))).Succeed(run);
        await ended.Task.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task A_run_that_its_last_watcher_has_left_is_pushed_to_nobody()
    {
        HubAudience audience = lab.Get<HubAudience>();
        (RunSession run, _) = await lab.BeginAsync("saliency");
        TaskCompletionSource<string> left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        audience.Emptied += left.SetResult;
        await using (HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true))
        {
            await client.AskAsync<string?>("Watch", run.State.Id);
            Assert.True(audience.Has($"run:{run.State.Id}"));
        }

        Assert.Equal($"run:{run.State.Id}", await left.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken));
        Assert.False(audience.Has($"run:{run.State.Id}"));
    }
}
