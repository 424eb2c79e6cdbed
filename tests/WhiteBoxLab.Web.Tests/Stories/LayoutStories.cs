using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Where things stand in windows of all sizes, measured in a browser.</summary>
public sealed class LayoutStories(Lab lab, Browser browser)
{
    private static readonly (int Width, int Height)[] Windows =
    [
        (390, 844),
        (820, 1180),
        (1440, 900),
        (2200, 1300),
        (720, 450), // 1440 x 900 at a zoom of 200 %
    ];

    private static readonly (int, int) Largest = (320, 256); // 1280 x 1024 at a zoom of 400 %

    // Sizes are observed after a drawing, and what follows from them is drawn with the next.
    private const string Drawn =
        "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))));";

    private static string? explored;

    [Fact]
    public async Task While_25_methods_run_the_first_maps_are_seen_whole_in_every_window()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();
        await ChooseAsync(page, 25);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("wbl-map")).ToHaveCountAsync(25);
        await Expect(page.Locator(".tl")).ToBeVisibleAsync(); // it has begun
        Signal("STOP"); // it runs as long as we look
        try
        {
            List<string> wrong = [];
            foreach ((int width, int height) in Windows)
                wrong.AddRange((await LookAsync(page, width, height)).Select(what => $"{width} x {height}: {what}"));
            Assert.Empty(wrong);
        }
        finally
        {
            Signal("CONT");
            await page.Keyboard.PressAsync("Escape");
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/explore")]
    [InlineData("/explore?photo=chelsea")]
    [InlineData("/notebooks")]
    [InlineData("/notebooks/six-maps.ipynb")]
    [InlineData("/help")]
    public async Task A_page_fits_into_every_window(string path)
    {
        await using Visit visit = await browser.VisitAsync(lab, path, dark: true);
        await visit.LiveAsync();
        foreach ((int width, int height) in Windows.Append(Largest))
        {
            await visit.Page.SetViewportSizeAsync(width, height);
            await visit.ShouldFitAsync();
            Assert.Empty(await SidewaysAsync(visit.Page));
            Assert.InRange(await RoomAsync(visit.Page), 0.42, 1);
            await visit.ShouldBeAccessibleAsync();
        }
    }

    [Fact]
    public async Task Six_maps_stand_side_by_side_as_the_window_has_room()
    {
        await using Visit visit = await RunAsync(2200, 1300);
        List<int> columns = [];
        foreach ((int width, int height) in Windows)
        {
            await visit.Page.SetViewportSizeAsync(width, height);
            columns.Add(await ColumnsAsync(visit.Page));
        }

        Assert.Equal([1, 2, 3, 3, 3], columns);
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(820, 1180)]
    [InlineData(1440, 900)]
    [InlineData(720, 450)]
    public async Task One_map_stands_above_the_strip_of_all_and_the_arrows_go_through_it(int width, int height)
    {
        await using Visit visit = await RunAsync(width, height);
        IPage page = visit.Page;
        if (width >= 560)
            await page.GetByRole(AriaRole.Button, new() { Name = "One map" }).ClickAsync();
        ILocator strip = page.Locator("wbl-strip"),
            thumbs = strip.Locator(".wbl-thumbs button");
        await Expect(strip).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(thumbs).ToHaveCountAsync(6);

        await strip.Locator("[aria-pressed=true]").FocusAsync();
        await page.Keyboard.PressAsync("End");

        await Expect(thumbs.Last).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(thumbs.Last).ToBeFocusedAsync();
        await Expect(thumbs.Last).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(page.Locator("wbl-map.wbl-chosen")).ToBeInViewportAsync(new() { Ratio = 1 });
        await visit.ShouldFitAsync();
    }

    [Fact]
    public async Task A_phone_has_one_row_of_tools_with_download_and_the_others_behind_a_button()
    {
        await using Visit visit = await RunAsync(390, 844);
        ILocator tools = visit.Page.Locator("wbl-toolbar");

        await Expect(tools.GetByRole(AriaRole.Button, new() { Name = "Download" })).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.InRange(await tools.EvaluateAsync<double>("tools => tools.getBoundingClientRect().height"), 30, 56);
        Assert.Equal(0, await tools.Locator(".wbl-tools").EvaluateAsync<int>("row => row.scrollWidth - row.clientWidth"));
        await tools.GetByRole(AriaRole.Button, new() { Name = "More settings" }).TapAsync();
        await Expect(tools.GetByLabel("Opacity")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(tools.GetByLabel("Clip")).ToBeInViewportAsync(new() { Ratio = 1 });
        await visit.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task On_a_tablet_the_methods_lie_in_a_drawer_that_a_tap_beside_or_Escape_closes()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea", width: 820, height: 1180);
        IPage page = visit.Page;
        await visit.LiveAsync();
        await Expect(page.Locator(".mt").First).ToBeHiddenAsync();

        await page.Locator("button.side-summary").ClickAsync();
        await Expect(page.Locator(".mt-find .find")).ToBeVisibleAsync();
        await Expect(page.Locator(".side .sheet-close button")).ToBeFocusedAsync();
        await page.Mouse.ClickAsync(700, 600);
        await Expect(page.Locator(".mt").First).ToBeHiddenAsync();

        await page.Locator("button.side-summary").PressAsync("Enter");
        await Expect(page.Locator(".side .sheet-close button")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".mt").First).ToBeHiddenAsync();
        await Expect(page.Locator("button.side-summary")).ToBeFocusedAsync();
    }

    // Parts that would have to be scrolled sideways to be read; code and tables may be.
    private static Task<string[]> SidewaysAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            $$"""
            async () => {
              {{Drawn}}
              return [...document.querySelectorAll('body *')]
                .filter(e => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX))
                .filter(e => !e.closest('pre, table, .cm-editor, .out, .static'))
                .map(e => `${e.tagName}.${e.className}: ${e.scrollWidth} in ${e.clientWidth}`);
            }
            """
        );

    // How much of the window's height is not taken by what stands above and below the page.
    private static Task<double> RoomAsync(IPage page) =>
        page.EvaluateAsync<double>(
            """
            () => {
              const shown = [...document.querySelectorAll('.mid-scroll, .doc, main')].filter(e => e.clientHeight);
              return Math.min(...shown.map(e => e.clientHeight)) / innerHeight;
            }
            """
        );

    // A run of six maps, the same for all windows.
    private async Task<Visit> RunAsync(int width, int height)
    {
        Visit visit = await browser.VisitAsync(lab, explored ?? "/explore?photo=chelsea", width: width, height: height);
        await visit.LiveAsync();
        if (explored is null)
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run 6 methods" }).Locator("visible=true").First.ClickAsync();
        await Expect(visit.Page.Locator("wbl-map:is([data-state=done],[data-state=doubtful])")).ToHaveCountAsync(6);
        explored = new Uri(visit.Page.Url).AbsolutePath;
        return visit;
    }

    private static Task<int> ColumnsAsync(IPage page) =>
        page.EvaluateAsync<int>(
            $$"""
            async () => {
              {{Drawn}}
              return new Set([...document.querySelectorAll('wbl-map')].filter(m => m.offsetWidth).map(m => m.offsetLeft)).size;
            }
            """
        );

    // The first methods that the network takes; those that were chosen already count.
    private static async Task ChooseAsync(IPage page, int count)
    {
        await page.EvaluateAsync(
            """
            count => {
              const able = [...document.querySelectorAll('[data-method]:not(:disabled)')], chosen = able.filter(m => m.checked);
              able.filter(m => !m.checked).slice(0, count - chosen.length).forEach(m => m.click());
            }
            """,
            count
        );
        await page.GetByRole(AriaRole.Button, new() { Name = $"Run {count} methods" }).First.WaitForAsync();
    }

    // What is wrong in a window: maps of the first row that are not seen whole, a page that scrolls sideways.
    private static async Task<string[]> LookAsync(IPage page, int width, int height)
    {
        await page.SetViewportSizeAsync(width, height);
        return await page.EvaluateAsync<string[]>(
            $$"""
            async () => {
              {{Drawn}}
              const wrong = [], maps = [...document.querySelectorAll('wbl-map')].filter(m => m.offsetWidth),
                room = document.querySelector('.mid-scroll').getBoundingClientRect(), first = maps[0].getBoundingClientRect();
              for (const map of maps) {
                const box = map.getBoundingClientRect();
                const cut = box.bottom > room.bottom + 1 || box.right > innerWidth + 1 || box.left < room.left - 1;
                if (Math.abs(box.top - first.top) < 2 && cut)
                  wrong.push(`a map at ${box.left}..${box.right}, ${box.top}..${box.bottom} in ${room.top}..${room.bottom}`);
              }
              if (first.width < 150) wrong.push(`maps are ${first.width} wide`);
              if (document.documentElement.scrollWidth > innerWidth) wrong.push('it scrolls sideways');
              for (const name of ['.tl', '.mid-tools', '.bar']) {
                const part = document.querySelector(name), box = part.getBoundingClientRect();
                if (box.bottom > innerHeight || part.scrollWidth > part.clientWidth) wrong.push(`${name} is cut`);
              }
              return wrong;
            }
            """
        );
    }

    private void Signal(string name)
    {
        foreach (Process kernel in lab.Kernels)
        {
            using Process sent = Process.Start("kill", [$"-{name}", kernel.Id.ToString(CultureInfo.InvariantCulture)]);
            sent.WaitForExit();
        }
    }
}
