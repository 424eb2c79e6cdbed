using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Kernels that are a shell: it says that it is ready, and behind each line it is told that it heard it.</summary>
public sealed class SharedThreadsTests : IAsyncLifetime
{
    private static readonly CommandResult Done = new(true, null);
    private static readonly int All = Environment.ProcessorCount;

    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-shares-").FullName;
    private readonly List<KernelProcess> started = [];
    private readonly NotebookKernels kernels;

    public SharedThreadsTests() => kernels = new NotebookKernels(name => new KernelStart("/bin/sh", ["-c", $"cat {name}; while read -r line; do echo \"$line\" >> {name}.heard; cat {name}; done"], folder));

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The kernels of this test are shells.");
        foreach ((string name, KernelCommandInfo[] commands) in new[] { ("first", new[] { new KernelCommandInfo(nameof(ShareThreads)) }), ("second", [new KernelCommandInfo(nameof(ShareThreads))]), ("foreign", []) })
            await File.WriteAllTextAsync(Path.Combine(folder, name), Wire.Write(new EventEnvelope(new KernelReady([new KernelInfo([], null, null, false, false, name, name, null, null, null, commands)]), null, [])) + "\n");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (KernelProcess kernel in started)
        {
            kernel.Kill();
            await kernel.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_kernel_that_runs_alone_has_all_threads_and_is_told_nothing()
    {
        KernelProcess first = await StartAsync("first");

        Assert.Same(Done, await kernels.ShareAsync(first, () => Task.FromResult(Done)));
        Assert.Empty(await HeardAsync(first, "first"));
    }

    [Fact]
    public async Task Kernels_that_run_at_once_share_and_one_that_is_alone_again_gets_all()
    {
        Assert.SkipWhen(All < 2, "This machine has one thread: there is nothing to share.");
        KernelProcess first = await StartAsync("first"), second = await StartAsync("second");
        TaskCompletionSource<CommandResult> running = new();
        Task<CommandResult> long_ = kernels.ShareAsync(first, () => running.Task);
        await kernels.ShareAsync(second, () => Task.FromResult(Done));
        await kernels.ShareAsync(second, () => Task.FromResult(Done));
        running.SetResult(Done);
        await long_;
        await kernels.ShareAsync(second, () => Task.FromResult(Done));

        Assert.Empty(await HeardAsync(first, "first"));
        Assert.Equal([All / 2, All], await HeardAsync(second, "second"));
    }

    [Fact]
    public async Task A_cell_that_cannot_be_run_gives_its_share_back()
    {
        KernelProcess first = await StartAsync("first");
        await Assert.ThrowsAsync<InvalidOperationException>(() => kernels.ShareAsync(first, () => throw new InvalidOperationException("no")));
        await kernels.ShareAsync(first, () => Task.FromResult(Done));

        Assert.Empty(await HeardAsync(first, "first"));
    }

    [Fact]
    public async Task Nobody_gets_less_than_one_thread()
    {
        KernelProcess first = await StartAsync("first");
        TaskCompletionSource<CommandResult> running = new();
        Task<CommandResult>[] crowd = [.. Enumerable.Range(0, All + 1).Select(_ => kernels.ShareAsync(first, () => running.Task))];

        Assert.Equal(All > 1 ? 1 : null, (await HeardAsync(first, "first")).Cast<int?>().LastOrDefault());
        running.SetResult(Done);
        await Task.WhenAll(crowd);
    }

    [Fact]
    public async Task A_kernel_that_does_not_know_of_shares_is_told_nothing()
    {
        KernelProcess first = await StartAsync("first"), foreign = await StartAsync("foreign");
        TaskCompletionSource<CommandResult> running = new();
        Task<CommandResult> other = kernels.ShareAsync(first, () => running.Task);
        await kernels.ShareAsync(foreign, () => Task.FromResult(Done));
        running.SetResult(Done);
        await other;

        Assert.Empty(await HeardAsync(foreign, "foreign"));
    }

    private async Task<KernelProcess> StartAsync(string name)
    {
        KernelProcess kernel = kernels.Start(name);
        started.Add(kernel);
        await kernel.Ready.WaitAsync(Patience.Long);
        return kernel;
    }

    // The shares it was told, once it has read all lines before a last one.
    private async Task<IReadOnlyList<int>> HeardAsync(KernelProcess kernel, string name)
    {
        string token = Wire.NewToken(), file = Path.Combine(folder, name + ".heard");
        TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        kernel.EventReceived += one => { if (File.ReadAllText(file).Contains(token, StringComparison.Ordinal)) heard.TrySetResult(); };
        await kernel.SendAsync(new CommandEnvelope(token, new RequestKernelInfo(), []));
        await heard.Task.WaitAsync(Patience.Long);
        return [.. File.ReadLines(file).Select(line => ((CommandLine)Wire.Read(line)).Envelope.Command).OfType<ShareThreads>().Select(share => share.Count)];
    }
}
