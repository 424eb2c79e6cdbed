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

    void ILogger.Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> text) =>
        told.TrySetResult(text(state, exception));

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
