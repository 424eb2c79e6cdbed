namespace WhiteBoxLab.Web.Tests;

/// <summary>Tests of pages without a browser: each has a lab of fake kernels of its own.</summary>
public abstract class PageTests : IAsyncLifetime
{
    private protected FakeLab Lab { get; private set; } = null!; // open before a test begins

    private protected PageContext Context { get; private set; } = null!; // likewise

    public async ValueTask InitializeAsync()
    {
        Lab = await FakeLab.OpenAsync();
        Context = new PageContext(Lab);
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Lab.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
