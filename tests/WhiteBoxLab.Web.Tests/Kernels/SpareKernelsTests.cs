using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Tests;

public sealed class SpareKernelsTests : IAsyncDisposable
{
    private static readonly KernelSpec Kind = new(KernelChoice.Own, KernelChoice.OwnTitle, folder => new KernelStart("kernel", [], folder));

    private readonly FakeKernels kernels = new();
    private readonly SpareKernels spares;

    public SpareKernelsTests() => spares = new SpareKernels(1, kernels);

    public ValueTask DisposeAsync() => spares.DisposeAsync();

    [Fact]
    public async Task The_one_that_waits_is_handed_over_once()
    {
        Assert.Null(spares.Take(Kind, "/a"));
        spares.Prepare(Kind, "/a");
        spares.Prepare(Kind, "/a"); // one waits already

        Assert.Same(await kernels.OfNotebookAsync(), spares.Take(Kind, "/a"));
        Assert.Null(spares.Take(Kind, "/a"));
    }

    [Fact]
    public async Task One_that_has_died_while_it_waited_is_handed_to_nobody()
    {
        spares.Prepare(Kind, "/a");
        (await kernels.OfNotebookAsync()).Die();

        Assert.Null(spares.Take(Kind, "/a"));
    }

    [Fact]
    public async Task It_works_in_one_folder_and_the_folder_used_last_has_it()
    {
        spares.Prepare(Kind, "/a");
        FakeKernel old = await kernels.OfNotebookAsync();
        spares.Prepare(Kind, "/b");

        Assert.True((await old.Death).Asked);
        Assert.Null(spares.Take(Kind, "/a"));
        Assert.Null(spares.Take(Kind with { Title = "another" }, "/b"));
        Assert.Same(await kernels.OfNotebookAsync(), spares.Take(Kind, "/b"));
    }

    [Fact]
    public async Task None_waits_where_none_is_wanted_or_all_is_over()
    {
        await using SpareKernels none = new(0, kernels);
        none.Prepare(Kind, "/a");
        await spares.DisposeAsync();
        spares.Prepare(Kind, "/a");

        Assert.Null(none.Take(Kind, "/a"));
        Assert.Null(spares.Take(Kind, "/a"));
    }
}
