using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Tests;

public sealed class SharedThreadsTests : IAsyncDisposable
{
    private static readonly CommandResult Done = new(true, null);
    private static readonly int All = Environment.ProcessorCount;

    private readonly KernelLauncher kernels = new(folder => new KernelStart(folder, []), new FakeKernels());
    private readonly FakeKernel first = new FakeKernel().BeReady(nameof(ShareThreads));
    private readonly FakeKernel second = new FakeKernel().BeReady(nameof(ShareThreads));

    public ValueTask DisposeAsync() => kernels.DisposeAsync();

    [Fact]
    public async Task A_kernel_that_runs_alone_has_all_threads_and_is_told_nothing()
    {
        Assert.Same(Done, await kernels.ShareAsync(first, () => Task.FromResult(Done)));
        Assert.Empty(SharesOf(first));
    }

    [Fact]
    public async Task Kernels_that_run_at_once_share_and_one_that_is_alone_again_gets_all()
    {
        Assert.SkipWhen(All < 2, "This machine has one thread: there is nothing to share.");
        TaskCompletionSource<CommandResult> running = new();
        Task<CommandResult> long_ = kernels.ShareAsync(first, () => running.Task);
        await kernels.ShareAsync(second, () => Task.FromResult(Done));
        await kernels.ShareAsync(second, () => Task.FromResult(Done));
        running.SetResult(Done);
        await long_;
        await kernels.ShareAsync(second, () => Task.FromResult(Done));

        Assert.Empty(SharesOf(first));
        Assert.Equal([All / 2, All], SharesOf(second));
    }

    [Fact]
    public async Task A_cell_that_cannot_be_run_gives_its_share_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            kernels.ShareAsync(first, () => throw new InvalidOperationException("no"))
        );
        await kernels.ShareAsync(first, () => Task.FromResult(Done));

        Assert.Empty(SharesOf(first));
    }

    [Fact]
    public async Task Nobody_gets_less_than_one_thread()
    {
        TaskCompletionSource<CommandResult> running = new();
        Task<CommandResult>[] crowd = [.. Enumerable.Range(0, All + 1).Select(_ => kernels.ShareAsync(first, () => running.Task))];

        Assert.Equal(All > 1 ? 1 : null, SharesOf(first).Cast<int?>().LastOrDefault());
        running.SetResult(Done);
        await Task.WhenAll(crowd);
    }

    [Fact]
    public async Task A_kernel_that_does_not_know_of_shares_is_told_nothing()
    {
        FakeKernel foreign = new FakeKernel().BeReady();
        TaskCompletionSource<CommandResult> running = new();
        Task<CommandResult> other = kernels.ShareAsync(first, () => running.Task);
        await kernels.ShareAsync(foreign, () => Task.FromResult(Done));
        running.SetResult(Done);
        await other;

        Assert.Empty(SharesOf(foreign));
    }

    private static IEnumerable<int> SharesOf(FakeKernel kernel) => kernel.Heard.OfType<ShareThreads>().Select(share => share.Count);
}
