using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A kernel whose files take more of the disk than they may is ended, and the page says why.</summary>
public sealed class DiskLimitTests : IDisposable
{
    private readonly ClosedLab lab = new();

    [Theory]
    [InlineData("Too much of the disk.", KernelState.Gone)]
    [InlineData(null, KernelState.Idle)]
    public async Task A_kernel_that_has_to_make_room_is_ended_and_the_page_says_so(string? excess, KernelState after)
    {
        KernelSpec kind = new("small", "Small", _ => new KernelStart("/there/is/no/such/program", [])) { Excess = _ => excess };
        lab.Write(("a", "1"));
        KernelProcesses processes = new();
        await using LiveNotebook live = await lab.OpenAsync(kernels: new KernelLauncher([kind], new SpareKernels(0, processes), processes));
        await live.DoAsync(new NotebookOperation.KernelTurns(KernelState.Idle));
        await live.LookAtDiskAsync();

        Assert.Equal((after, excess), (live.State.Kernel, live.State.Notice));
    }

    public void Dispose() => lab.Dispose();
}
