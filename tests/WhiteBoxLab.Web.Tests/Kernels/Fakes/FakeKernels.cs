using System.Threading.Channels;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Where a test's kernels come from: each one that is started is handed to the test.</summary>
/// <param name="make">Makes the next one; null for one that is not ready and knows no answer.</param>
internal sealed class FakeKernels(Func<KernelStart, FakeKernel>? make = null) : IKernelSource
{
    private readonly Channel<FakeKernel> ofExplorer = Channel.CreateUnbounded<FakeKernel>();
    private readonly Channel<FakeKernel> ofNotebooks = Channel.CreateUnbounded<FakeKernel>();

    public IKernel Start(KernelStart start)
    {
        FakeKernel kernel = make?.Invoke(start) ?? new FakeKernel();
        (start.WorkingDirectory is null ? ofExplorer : ofNotebooks).Writer.TryWrite(kernel);
        return kernel;
    }

    /// <summary>The next one that was started for the Explorer: it works in no folder.</summary>
    public Task<FakeKernel> OfExplorerAsync() => NextAsync(ofExplorer);

    /// <summary>The next one that was started for a notebook.</summary>
    public Task<FakeKernel> OfNotebookAsync() => NextAsync(ofNotebooks);

    private static Task<FakeKernel> NextAsync(Channel<FakeKernel> started) =>
        started.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Long);
}
