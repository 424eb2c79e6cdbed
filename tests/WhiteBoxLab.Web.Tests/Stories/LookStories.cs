using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

public sealed class LookStories(Lab lab, Browser browser)
{
    private static string? explored; // the run that the first look has made: the others look at the same maps

    public static TheoryData<string, bool, int> Looks
    {
        get
        {
            TheoryData<string, bool, int> looks = new();
            foreach (string path in new[] { "/", "/help", "/notebooks", "/explore", "/explore?photo=chelsea", "/signin" })
            {
                looks.Add(path, false, 1440);
                looks.Add(path, true, 390);
            }
            return looks;
        }
    }

    public static TheoryData<string, int, int> Four =>
        new()
        {
            { "light", 1440, 900 },
            { "dark", 1440, 900 },
            { "light", 390, 844 },
            { "dark", 390, 844 },
        };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_fits_and_can_be_read_by_everybody(string path, bool dark, int width)
    {
        await using Visit visit = await browser.VisitAsync(lab, path, dark, width, width < 600 ? 844 : 900);
        if (path != "/signin")
            await visit.LiveAsync();
        if (path.Contains("photo", StringComparison.Ordinal))
            await visit.Page.Locator(".top5").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task The_system_decides_between_light_and_dark_until_the_visitor_does()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/help", dark: true);
        IPage page = visit.Page;
        await visit.LiveAsync();
        await Expect(page.Locator("html.wbl-dark")).ToHaveCountAsync(1);

        await page.Locator("button.look").ClickAsync();
        await Expect(page.Locator("html.wbl-light")).ToHaveCountAsync(1);
        string first = await (await page.ReloadAsync())!.TextAsync();

        Assert.Contains("<html lang=\"en\" class=\"wbl-light\"", first, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public async Task The_lab_is_worth_a_picture(string look, int width, int height)
    {
        string size = width < 600 ? "phone" : "wide";
        await using Visit visit = await browser.VisitAsync(lab, explored ?? "/explore?photo=chelsea", look == "dark", width, height);
        IPage page = visit.Page;
        await visit.LiveAsync();
        if (explored is null)
            await page.GetByRole(AriaRole.Button, new() { Name = "Run 6 methods" }).Locator("visible=true").First.ClickAsync();
        await Expect(page.Locator("wbl-map:is([data-state=done],[data-state=doubtful])")).ToHaveCountAsync(6);
        explored = new Uri(page.Url).AbsolutePath;
        await page.EvaluateAsync("import('./dist/viewer.js').then(viewer => viewer.setSpot(0.295, 0.357, true))");
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();
        await visit.ShowAsync($"explorer-{look}-{size}");

        await page.GotoAsync("/");
        await page.Locator(".phc .m").First.WaitForAsync();
        await visit.ShowAsync($"start-{look}-{size}");
    }

    [Fact]
    public async Task A_notebook_at_work_fits_can_be_read_by_everybody_and_is_worth_a_picture()
    {
        await lab.WriteAsync(
            "work",
            "#md # Squares and their sums\n\nThe sum of the first $n$ squares is $$\\sum_{i=1}^{n} i^2 = "
                + "\\frac{n(n+1)(2n+1)}{6}$$\n\n```mermaid\ngraph LR; numbers --> squares --> sum\n```",
            "var squares = Enumerable.Range(1, 6).Select(i => new { Number = i, Square = i * i }).ToList();\nsquares",
            "squares.Sum(one => one.Square) == 6 * 7 * 13 / 6 ? \"They are equal.\" : \"They differ.\"",
            "#!mermaid\ngraph LR; cell --> diagram"
        );
        foreach ((string look, int width, int height) in Four.Select(one => one.Data))
            await ShouldShowWorkAsync(look, width, height);
    }

    private async Task ShouldShowWorkAsync(string look, int width, int height)
    {
        string size = width < 600 ? "phone" : "wide";
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/work.ipynb", look == "dark", width, height);
        IPage page = visit.Page;
        await visit.BookAsync();
        await Expect(page.Locator("#cell-a .diagram img")).ToHaveJSPropertyAsync("complete", true);
        Assert.InRange(await page.Locator("#cell-a .diagram img").EvaluateAsync<int>("image => image.naturalWidth"), 100, 2000);
        if (await page.Locator("#cell-c .out").CountAsync() == 0)
            await visit.RunAllAsync();
        await Expect(page.Locator("#cell-c .out")).ToContainTextAsync("They are equal.");
        await page.Locator("#cell-d .out").ScrollIntoViewIfNeededAsync();
        await Expect(page.Locator("#cell-d .out .diagram img")).ToHaveJSPropertyAsync("complete", true);
        await page.Locator("#cell-a").ScrollIntoViewIfNeededAsync();
        await ShouldShowAsync(visit, $"notebook-work-{look}-{size}");

        await page.Locator("[data-do=variables]").First.ClickAsync();
        await page.Locator(".nb-vars").GetByText("squares").First.WaitForAsync();
        await ShouldShowAsync(visit, $"notebook-variables-{look}-{size}");
        await page.Locator(".nb-vars [data-do=variables]").ClickAsync();
        await Expect(page.Locator(".nb-vars")).ToHaveCountAsync(0);
        await page.Locator("#cell-c .gut").ClickAsync();
        await Expect(page.Locator("#cell-c[data-active]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("p");
        await page.Locator("dialog[open] input").WaitForAsync();
        await ShouldShowAsync(visit, $"notebook-commands-{look}-{size}");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Shift+F");
        await page.Locator(".nb.lectern").WaitForAsync();
        await ShouldShowAsync(visit, $"notebook-one-cell-{look}-{size}");
        visit.ShouldBeClean();
    }

    private static async Task ShouldShowAsync(Visit visit, string name)
    {
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();
        await visit.ShowAsync(name);
    }

    [Fact]
    public async Task A_notebook_has_one_row_of_tools_at_every_width_variables_beside_it_where_there_is_room_and_only_cells_on_paper()
    {
        await lab.WriteAsync("widths", "#md # Widths", "throw new Exception(\"no\");", "1 + 1");
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/widths.ipynb", dark: true, width: 2200, height: 1300);
        IPage page = visit.Page;
        await visit.BookAsync();
        await Expect(page.Locator(".nb-side")).ToBeVisibleAsync();
        await Expect(page.Locator(".nb-vars")).ToBeVisibleAsync();
        await visit.RunAllAsync();
        await Expect(page.Locator("[data-stopped]")).ToBeVisibleAsync();
        await ShouldShowAsync(visit, "notebook-error-dark-2200");
        await page.Locator(".nb-vars [data-do=variables]").ClickAsync();
        await Expect(page.Locator(".nb-vars")).ToHaveCountAsync(0);
        foreach ((int width, int height) in new[] { (2200, 1300), (1440, 900), (820, 1180), (720, 450), (390, 844) }) // 720: 1440 at 200 %
        {
            await page.SetViewportSizeAsync(width, height);
            Assert.InRange((await page.Locator(".nb-tools").BoundingBoxAsync())!.Height, 30, 56); // it is there
            Assert.InRange((await page.Locator(".doc").BoundingBoxAsync())!.Height, 0.4 * height, height);
            await ShouldShowAsync(visit, $"notebook-error-dark-{width}");
        }

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (string gone in new[] { ".rail", ".bar", ".nb-tools", ".nb-side", ".stop-bar", ".banner", ".acts" })
            await Expect(page.Locator(gone).Locator("visible=true")).ToHaveCountAsync(0);
        await Expect(page.Locator("#cell-c .out")).ToHaveCountAsync(0);
        await Expect(page.Locator("#cell-b .out-text").First).ToHaveCSSAsync("color", "rgb(168, 38, 30)"); // by day, whatever the screen
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_notebook_with_its_maps_is_worth_a_picture()
    {
        File.Copy(Repository.Path("notebooks", "six-maps.ipynb"), Path.Combine(lab.Notebooks, "pictures.ipynb"), overwrite: true);
        await ShouldShowMapsAsync("light", 1440, 900, runs: true);
        await ShouldShowMapsAsync("dark", 390, 844, runs: false);
    }

    private async Task ShouldShowMapsAsync(string look, int width, int height, bool runs)
    {
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/pictures.ipynb", look == "dark", width, height);
        IPage page = visit.Page;
        await visit.BookAsync(); // with all its cells: what is prepared for the first look is drawn once more

        if (runs)
            await visit.RunAllAsync();
        await Expect(page.Locator("#cell-code-18 wbl-map")).ToHaveCountAsync(6);
        await page.Locator("[data-saved=yes]").WaitForAsync();
        await page.Locator("#cell-code-18").ScrollIntoViewIfNeededAsync();
        await page.EvaluateAsync("document.querySelector('#cell-code-18').scrollIntoView({ block: 'start' })");
        await Expect(page.Locator("#cell-code-18 wbl-map[data-state]")).ToHaveCountAsync(6);
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();

        await visit.ShowAsync($"notebook-{look}-{(width < 600 ? "phone" : "wide")}");
        visit.ShouldBeClean();
    }
}
