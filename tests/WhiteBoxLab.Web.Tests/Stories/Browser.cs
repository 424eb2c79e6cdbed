using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(WhiteBoxLab.Web.Tests.Browser))]

namespace WhiteBoxLab.Web.Tests;

/// <summary>One Chromium for all stories; every page is signed in and watched for foreign requests and errors.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    // The first has no windows: the same engine for half the processor time.
    private static readonly string[] Installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a page of the lab in a browser of its own.</summary>
    public async Task<Visit> VisitAsync(Lab lab, string path, bool dark = false, int width = 1440, int height = 900, SlowLine? line = null)
    {
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(
            new() { Args = Flags, ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Array.Find(Installed, File.Exists) }
        );
        IBrowserContext context = await browser.NewContextAsync(
            new()
            {
                BaseURL = lab.Address.ToString(),
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                HasTouch = width < 600,
                ReducedMotion = ReducedMotion.Reduce,
                Permissions = ["clipboard-read", "clipboard-write"],
            }
        );
        context.SetDefaultTimeout((float)Patience.Long.TotalMilliseconds);
        Assertions.SetDefaultExpectTimeout((float)Patience.Long.TotalMilliseconds);
        await context.APIRequest.GetAsync($"/?token={Lab.Token}"); // its cookie is the page's as well
        Visit visit = new(await context.NewPageAsync(), lab.Address);
        if (line is not null)
            await line.SlowAsync(visit.Page);
        await visit.Page.GotoAsync(path);
        return visit;
    }

    /// <summary>Writes a notebook, opens it in a browser of its own, and waits until it answers and has a kernel.</summary>
    public async Task<Visit> BookAsync(Lab lab, string name, params IReadOnlyList<string> cells)
    {
        await lab.WriteAsync(name, cells);
        Visit visit = await VisitAsync(lab, $"/notebooks/{name}.ipynb");
        await visit.BookAsync();
        return visit;
    }

    /// <summary>The same, with a kernel that runs nothing: see <see cref="Lab.QuietKernel"/>.</summary>
    public async Task<Visit> QuietBookAsync(Lab lab, string name, params IReadOnlyList<string> cells)
    {
        await lab.WriteQuietAsync(name, cells);
        Visit visit = await VisitAsync(lab, $"/notebooks/{name}.ipynb");
        await visit.BookAsync();
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
