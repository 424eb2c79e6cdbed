using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Tests;

public sealed class DeathLogTests : ILogger<KernelLauncher>
{
    private readonly TaskCompletionSource<string> told = new();

    [Fact]
    public async Task The_lines_that_a_kernel_leaves_are_in_the_labs_log()
    {
        KernelStart start = new("/bin/sh", ["-c", "echo first >&2; echo last >&2; exit 3"]);
        KernelProcesses source = new();
        await using KernelLauncher kernels = new([new("Dying", "Dying", _ => start)], new SpareKernels(0, source), source, this);
        await using IKernel kernel = kernels.Start(Path.GetTempPath());

        string log = await told.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.StartsWith("The kernel ended by itself (exit code 3). ", log, StringComparison.Ordinal);
        Assert.EndsWith(" It said: last\nfirst\nlast", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_gone_while_the_lab_ends_is_not_in_the_log()
    {
        KernelStart start = new("/bin/sh", ["-c", "kill -TERM $$"]);
        KernelProcesses source = new();
        EndingLab life = new();
        await using KernelLauncher kernels = new([new("Dying", "Dying", _ => start)], new SpareKernels(0, source), source, this, life);
        await using IKernel kernel = kernels.Start(Path.GetTempPath());

        KernelDeath death = await kernel.Death;
        Assert.Equal((143, false), (death.ExitCode, death.Asked));
        Assert.False(told.Task.IsCompleted);
    }

    private sealed class EndingLab : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => new(canceled: true);

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() { }
    }

    void ILogger.Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> text) =>
        told.TrySetResult(text(state, exception));

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
