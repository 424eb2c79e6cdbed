using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Rows and columns as a grid, and variables that are looked into.</summary>
public sealed class TableStories(Lab lab, Browser browser)
{
    private const string Rows =
        "var rows = Enumerable.Range(0, 5000).Select(i => new { Place = i, Name = $\"photo {i % 7}\", Score = i == 3 ? "
        + "double.NaN : Math.Sin(i) }).ToList(); rows";

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 400)]
    public async Task A_long_table_sorts_filters_and_keeps_only_what_is_in_sight(bool dark, int width)
    {
        await lab.WriteAsync($"table-{width}", [Rows]);
        await using Visit visit = await browser.VisitAsync(lab, $"/notebooks/table-{width}.ipynb", dark, width);
        await visit.BookAsync();
        await visit.RunAllAsync();
        ILocator table = visit.Page.Locator("#cell-a wbl-table"),
            rows = table.Locator("tbody tr:not(.tb-gap)"),
            count = table.GetByRole(AriaRole.Status);
        await Expect(count).ToHaveTextAsync("5,000 rows, 3 columns");
        Assert.InRange(await rows.CountAsync(), 20, 60);
        await Expect(table.Locator(".tb-profile").Nth(2)).ToContainTextAsync("1 not finite");
        await Expect(table.Locator(".tb-profile").Nth(1)).ToContainTextAsync("7 different, most often photo 0 (715 times)");

        await table.GetByRole(AriaRole.Button, new() { Name = "Place" }).ClickAsync();
        await table.GetByRole(AriaRole.Button, new() { Name = "Place" }).ClickAsync();
        await Expect(rows.First.Locator("td").First).ToHaveTextAsync("4999");
        await table.Locator(".tb-scroll").EvaluateAsync("pane => pane.scrollTop = pane.scrollHeight");
        await Expect(rows.Last.Locator("td").First).ToHaveTextAsync("0");
        Assert.InRange(await rows.CountAsync(), 20, 60);
        await table.GetByLabel("Filter rows").FillAsync("photo 3");
        await Expect(count).ToHaveTextAsync("714 of 5,000 rows, 3 columns");
        await table.GetByRole(AriaRole.Button, new() { Name = "Copy as CSV" }).ClickAsync();
        await Expect(visit.Page.Locator(".wbl-told")).ToHaveTextAsync("The table, 714 rows, is in the clipboard.");
        await Expect(visit.Page.Locator(".wbl-live[role=status]")).ToHaveTextAsync("The table, 714 rows, is in the clipboard.");
        await Expect(visit.Page.Locator(".wbl-told")).ToHaveCountAsync(0);
        await visit.ShowAsync($"notebook-table-{(dark ? "dark" : "light")}-{(width < 600 ? "narrow" : "wide")}");
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_variable_is_looked_into()
    {
        await using Visit visit = await browser.BookAsync(
            lab,
            "looked-into",
            $"{Rows.Replace("; rows", ";", StringComparison.Ordinal)} var photo = Photo.Sample(\"chelsea\"); var map = "
                + $"Network.EfficientNetLite0().Explain(photo, new GradCam()); var word = \"cat\";"
        );
        IPage page = visit.Page;
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#cell-a .gut")).ToContainTextAsync("[1]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Variables", Exact = true }).ClickAsync();
        await OpenAsync("rows");
        await Expect(page.Locator(".var-inside wbl-table [role=status]")).ToHaveTextAsync("5,000 rows, 3 columns");
        await OpenAsync("photo");
        await Expect(page.Locator(".var-inside img")).ToHaveJSPropertyAsync("complete", true);
        await OpenAsync("word");
        await Expect(page.Locator(".var-inside pre")).ToContainTextAsync("cat");
        await OpenAsync("map");
        await Expect(page.Locator(".var-inside wbl-map canvas").First).ToBeVisibleAsync();
        await visit.ShowAsync("notebook-variable-inside");
        await visit.ShouldBeAccessibleAsync();
        visit.ShouldBeClean();

        Task OpenAsync(string name) => page.Locator(".nb-vars .var b").GetByText(name, new() { Exact = true }).ClickAsync();
    }
}
