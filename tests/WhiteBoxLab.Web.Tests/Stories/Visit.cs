using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A visitor's page, and what it asked for and complained about.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> foreign = [],
        complaints = [],
        stopped = [];

    public Visit(IPage page, Uri lab)
    {
        Page = page;
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } asked && asked.Authority != lab.Authority)
                foreign.Enqueue(request.Url);
        };
        page.RequestFailed += (_, request) =>
        {
            if (request.Failure == "csp") // asked for by somebody's page, and not sent: the browser's policy is what we count on
                stopped.Enqueue(request.Url);
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Waits until the page answers to keys and clicks.</summary>
    public async Task LiveAsync()
    {
        await Page.Locator(".shell[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        if (await Page.Locator(".ex").CountAsync() > 0)
            await Page.Locator(".ex[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Waits until the page's notebook answers to keys and has a kernel.</summary>
    public async Task BookAsync()
    {
        await Page.Locator(".nb[data-live]").WaitForAsync();
        await Page.Locator("[data-kernel=Idle]").First.WaitForAsync();
    }

    /// <summary>Presses the toolbar's button; a banner may offer another of the same name.</summary>
    public Task RunAllAsync() =>
        Page.GetByRole(AriaRole.Toolbar, new() { Name = "Notebook" }).GetByRole(AriaRole.Button, new() { Name = "Run all" }).ClickAsync();

    /// <summary>Waits until the page's cells are these: <c>code 1+1</c>, <c>markdown # Title</c>.</summary>
    public async Task CellsAsync(params string[] cells)
    {
        const string now =
            "[...document.querySelectorAll('section[data-cell]')].map(s => s.dataset.kind + ' ' + "
            + "[...s.querySelectorAll('.cm-line')].map(l => l.textContent).join('|') + (s.querySelector('.cm-line') ? '' : "
            + "s.querySelector('.static').textContent))";
        try
        {
            await Page.WaitForFunctionAsync($"wanted => JSON.stringify({now}) === JSON.stringify(wanted)", cells);
        }
        catch (TimeoutException)
        {
            Assert.Equal(cells, await Page.EvaluateAsync<string[]>(now));
        }
    }

    /// <summary>Fails when anything foreign was asked for, or a script has failed.</summary>
    public void ShouldBeClean()
    {
        Assert.Empty(foreign);
        Assert.Empty(complaints);
    }

    /// <summary>Fails when anything foreign was asked for.</summary>
    public void ShouldStayHome() => Assert.Empty(foreign.Except(stopped));

    /// <summary>Fails with what axe finds serious.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        AxeResult result = await Page.RunAxe();
        Assert.Empty(
            result
                .Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(5))}")
        );
    }

    /// <summary>Fails when the page can be scrolled sideways.</summary>
    public async Task ShouldFitAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");

    /// <summary>Keeps a picture of the page for the documentation.</summary>
    public Task ShowAsync(string name)
    {
        string folder = Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Repository.Path("TestResults", "screenshots");
        Directory.CreateDirectory(folder);
        return Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
