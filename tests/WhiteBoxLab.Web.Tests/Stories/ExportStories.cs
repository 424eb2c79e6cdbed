using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>What is taken away from a notebook's page.</summary>
public sealed class ExportStories(Lab lab, Browser browser)
{
    private const string Prose =
        "#md The mean $\\frac{1}{n}\\sum_i x_i$ and\n\n$$\\sqrt{2}$$\n\n```mermaid\ngraph TD; photo-->map\n```\n\n```csharp\nvar x = 1;\n```";

    [Fact]
    public async Task A_web_page_and_paper_have_formulas_diagrams_and_colours()
    {
        await using Visit visit = await browser.QuietBookAsync(lab, "export", Prose);
        IPage page = visit.Page;

        IDownload kept = await page.RunAndWaitForDownloadAsync(() => ChooseAsync(page, "Web page"));
        Assert.Equal("export.html", kept.SuggestedFilename);
        string file = await File.ReadAllTextAsync(await kept.PathAsync(), TestContext.Current.CancellationToken);
        foreach (string part in new[] { "<mfrac>", "display=\"block\"", "src=\"data:image/svg+xml", "<span class=\"k\">var</span>" })
            Assert.Contains(part, file, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", file, StringComparison.OrdinalIgnoreCase);

        IPage paper = await page.Context.RunAndWaitForPageAsync(() => ChooseAsync(page, "Print"));
        await Expect(paper.Locator("math")).ToHaveCountAsync(2);
        await Expect(paper.Locator("img[alt^='A diagram']")).ToBeVisibleAsync();
        await paper.ScreenshotAsync(new() { Path = Repository.Path("TestResults", "screenshots", "paper.png") });
        visit.ShouldBeClean();
    }

    private static async Task ChooseAsync(IPage page, string what)
    {
        await page.Locator(".download-menu button").ClickAsync();
        await page.Locator(".mud-menu-item", new() { HasTextString = what }).ClickAsync();
    }
}
