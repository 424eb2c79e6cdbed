using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>What the maps of a run have to do with each other, and with those of the photo before.</summary>
public sealed class ComparisonStories(Lab lab, Browser browser)
{
    // Grad-CAM and HiResCAM are one formula where nothing but a mean and a linear layer follows, as in this network.
    private static readonly string[] Three = ["grad-cam", "hires-cam", "saliency"];

    private const string Ready = "wbl-map:is([data-state=done],[data-state=doubtful])";

    [Fact]
    public async Task Maps_nearly_the_same_are_told_one_is_taken_from_the_others_and_colours_stay_on_the_next_photo()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();
        await ChooseAsync(page);
        await RunAsync(page);

        ILocator compare = page.Locator("wbl-compare button");
        await Expect(compare).ToContainTextAsync("Compare · 1 alike");
        await compare.ClickAsync();
        await page.GetByText("Difference to Saliency").ClickAsync();
        await Expect(page.Locator("wbl-difference")).ToContainTextAsync("Each map minus Saliency");
        await Expect(compare).ToContainTextAsync("Difference to Saliency");
        await visit.ShouldBeAccessibleAsync();
        await visit.ShowAsync("explorer-difference");
        await page.Locator("wbl-difference button").ClickAsync();
        await Expect(page.Locator("wbl-difference")).ToBeHiddenAsync();

        await page.GetByLabel("More for Grad-CAM").ClickAsync();
        await page.GetByText("Colours of this method").ClickAsync();
        await page.Locator(".wbl-menu:popover-open").GetByLabel("Colour map").SelectOptionAsync("jet");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".samples a:not([aria-current=true])").First.ClickAsync();
        await Expect(page.Locator(Ready)).ToHaveCountAsync(0);
        await RunAsync(page);

        await page.GetByLabel("Grad-CAM has colours of its own").ClickAsync();
        await Expect(page.Locator(".wbl-menu:popover-open select").First).ToHaveValueAsync("jet");
        await Expect(page.Locator(".wbl-own")).ToHaveCountAsync(1);
        visit.ShouldBeClean();
    }

    private static async Task ChooseAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Run 6 methods" }).First.WaitForAsync();
        await page.EvaluateAsync(
            """
            wanted => {
              for (const box of document.querySelectorAll('[data-method]')) if (box.checked !== wanted.includes(box.dataset.method)) box.click();
            }
            """,
            Three
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "Run 3 methods" }).First.WaitForAsync();
    }

    private static async Task RunAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Run 3 methods" }).Locator("visible=true").First.ClickAsync();
        await Expect(page.Locator(Ready)).ToHaveCountAsync(3);
    }
}
