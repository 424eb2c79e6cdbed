using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Kernels that wait warm: shells that wait for a line.</summary>
public sealed class SpareKernelsTests : IAsyncLifetime
{
    private static readonly NotebookKernel Kind = new(KernelChoice.Own, KernelChoice.OwnTitle, _ => new KernelStart("/bin/sh", ["-c", "read -r line"], Path.GetTempPath()));

    private readonly SpareKernels spares = new(1);

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The kernels of this test are shells.");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => spares.DisposeAsync();

    [Fact]
    public async Task The_one_that_waits_is_handed_over_once()
    {
        Assert.Null(spares.Take(Kind, "/a"));
        spares.Prepare(Kind, "/a");
        spares.Prepare(Kind, "/a"); // one waits already
        await using KernelProcess? taken = spares.Take(Kind, "/a");

        Assert.NotNull(taken);
        Assert.False(taken.Death.IsCompleted);
        Assert.Null(spares.Take(Kind, "/a"));
    }

    [Fact]
    public async Task It_works_in_one_folder_and_the_folder_used_last_has_it()
    {
        spares.Prepare(Kind, "/a");
        spares.Prepare(Kind, "/b");

        Assert.Null(spares.Take(Kind, "/a"));
        Assert.Null(spares.Take(Kind with { Title = "another" }, "/b"));
        await using KernelProcess? taken = spares.Take(Kind, "/b");
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task None_waits_where_none_is_wanted_or_all_is_over()
    {
        await using SpareKernels none = new(0);
        none.Prepare(Kind, "/a");
        await spares.DisposeAsync();
        spares.Prepare(Kind, "/a");

        Assert.Null(none.Take(Kind, "/a"));
        Assert.Null(spares.Take(Kind, "/a"));
    }
}
