using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

public sealed class ExplorerStories(Lab lab, Browser browser)
{
    private const string Ready = "wbl-map:is([data-state=done],[data-state=doubtful])";

    [Fact]
    public async Task A_photo_is_brought_and_six_maps_of_the_cat_appear_one_after_another()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.Locator("input[type=file]").SetInputFilesAsync(Repository.Path("wwwroot", "photos", "chelsea.png"));
        await Expect(page.Locator(".top5 li").First).ToContainTextAsync("tiger cat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run 6 methods" }).First.ClickAsync();
        IReadOnlyList<TimeSpan> arrivals = await ArrivalsAsync(page, 6);

        Assert.Equal(6, arrivals.Distinct().Count());
        await Expect(page.Locator("wbl-map")).ToHaveCountAsync(6);
        await Expect(page.Locator(".tl")).ToContainTextAsync("Six maps of tiger cat");
        Assert.Matches("/explore/[0-9a-f]{10}$", page.Url);
        Assert.True(await MassOnCatAsync(page) > 0.5, $"Only {await MassOnCatAsync(page):P0} of Grad-CAM's mass lies on the cat.");
        visit.ShouldBeClean();

        string address = page.Url;
        await page.ReloadAsync();
        await Expect(page.Locator(Ready)).ToHaveCountAsync(6);
        Assert.Equal(address, page.Url);
    }

    [Fact]
    public async Task A_class_is_chosen_by_typing_and_explained()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("Egyptian");
        await page.Locator(".mud-popover-open").GetByText("Egyptian cat").ClickAsync();
        await Expect(page.Locator(".top5 li.on")).ToContainTextAsync("Egyptian cat");
        foreach (string method in new[] { "integrated-gradients", "lrp-epsilon-plus", "guided-backprop", "saliency", "fem" })
            await page.Locator($"[data-method={method}]").UncheckAsync();
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator(Ready)).ToHaveCountAsync(1);
        await Expect(page.Locator(".tl")).ToContainTextAsync("One map of Egyptian cat");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_class_chosen_while_the_photo_is_looked_at_stays_chosen()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore");
        IPage page = visit.Page;
        await visit.LiveAsync();

        Signal("STOP");
        try
        {
            await page.Locator("input[type=file]").SetInputFilesAsync(Repository.Path("wwwroot", "photos", "chelsea.png"));
            await page.WaitForURLAsync("**/explore?photo=*");
            await page.Keyboard.PressAsync("t");
            await page.Keyboard.TypeAsync("Egyptian");
            await page.Locator(".mud-popover-open").GetByText("Egyptian cat").ClickAsync();
            await Expect(page.Locator(".target input")).ToHaveValueAsync(new Regex("^Egyptian cat"));
        }
        finally
        {
            Signal("CONT");
        }

        await Expect(page.Locator(".top5 li").First).ToContainTextAsync("tiger cat");
        await Expect(page.Locator(".top5 li.on")).ToContainTextAsync("Egyptian cat");
        visit.ShouldBeClean();
    }

    /// <summary>Holds the lab's kernels, or lets them go on.</summary>
    private void Signal(string name)
    {
        foreach (Process kernel in lab.Kernels)
        {
            using Process sent = Process.Start("kill", [$"-{name}", kernel.Id.ToString(CultureInfo.InvariantCulture)]);
            sent.WaitForExit();
        }
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(1280, 420)]
    [InlineData(390, 844)]
    [InlineData(390, 500)]
    public async Task On_a_slow_line_the_list_of_classes_stays_in_the_window_and_no_letter_is_lost(int width, int height)
    {
        await using Visit visit = await browser.VisitAsync(
            lab,
            "/explore?photo=chelsea",
            width: width,
            height: height,
            line: new SlowLine(TimeSpan.FromSeconds(0.25))
        );
        IPage page = visit.Page;
        await visit.LiveAsync();
        await page.Locator(".top5 li").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        if (width < 600)
            await page.Locator("button.side-summary").ClickAsync();

        if (width < 600)
            await page.Locator(".target input").TapAsync();
        else
            await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("Egyptian");
        ILocator list = page.Locator(".mud-popover-open"),
            cat = list.GetByText("Egyptian cat");
        await Expect(list.Locator(".mud-list-item")).ToHaveCountAsync(1);
        await Expect(list).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(page.Locator(".target input")).ToHaveValueAsync("Egyptian");
        await cat.ClickAsync();

        await Expect(page.Locator(".target input")).ToHaveValueAsync("Egyptian cat (285)");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_run_is_cancelled_within_a_step_and_goes_on()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=flower");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Run 6 methods" }).First.ClickAsync();
        await page.Locator("wbl-map[data-state=refining]").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        Match stopped = Regex.Match(
            await page.Locator("wbl-map[data-state=cancelled]").First.InnerTextAsync(),
            "stopped at (\\d+) of (\\d+)"
        );
        Assert.InRange(
            int.Parse(stopped.Groups[1].Value, CultureInfo.InvariantCulture),
            0,
            int.Parse(stopped.Groups[2].Value, CultureInfo.InvariantCulture) - 1
        );
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Run 6 methods" }).First).ToBeVisibleAsync();

        await page.Locator("wbl-map[data-state=cancelled]").GetByText("Go on").ClickAsync();
        await Expect(page.Locator(Ready)).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task The_kernel_is_killed_in_mid_run_and_nothing_is_lost()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=rocket");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Run 6 methods" }).First.ClickAsync();
        await page.Locator("wbl-map[data-state=refining]").WaitForAsync();
        foreach (Process kernel in lab.Kernels)
            kernel.Kill();

        await Expect(page.Locator(".banner"))
            .ToContainTextAsync("The kernel ended (code 137). Five maps are kept.", new() { IgnoreCase = true });
        await page.Locator(".banner").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Locator(Ready)).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task The_server_is_restarted_under_an_open_page_and_the_run_is_kept()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=astronaut");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Run 6 methods" }).First.ClickAsync();
        await page.Locator("wbl-map[data-state=refining]").WaitForAsync();
        await lab.RestartAsync();

        await Expect(page.Locator(".banner")).ToContainTextAsync("The server ended while it made maps. Your run is kept.");
        await visit.LiveAsync();
        await Expect(page.Locator(Ready)).ToHaveCountAsync(5);
        await page.Locator(".banner").GetByRole(AriaRole.Button, new() { Name = "Run the missing one" }).ClickAsync();
        await Expect(page.Locator(Ready)).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task A_photo_that_is_gone_from_the_store_is_asked_for_again()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=00000000000000000000000000000000.png&name=gone.png");

        await Expect(visit.Page.Locator(".banner"))
            .ToContainTextAsync("The photo 'gone.png' is gone from the lab's store. Choose it again.");
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_with_a_sentence_and_the_photo_stays()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=coffee");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "notes.png",
                    MimeType = "image/png",
                    Buffer = "just some text"u8.ToArray(),
                }
            );

        await Expect(page.Locator(".banner")).ToContainTextAsync("not a picture");
        await Expect(page.Locator(".top5 li").First).ToContainTextAsync("espresso");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose another" })).ToBeVisibleAsync();
    }

    // When each further map was there.
    private static async Task<IReadOnlyList<TimeSpan>> ArrivalsAsync(IPage page, int count)
    {
        List<TimeSpan> arrivals = [];
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            await page.Locator(Ready).Nth(i).WaitForAsync();
            arrivals.Add(Stopwatch.GetElapsedTime(began));
        }
        return arrivals;
    }

    // How much of the positive mass of the map, drawn at the size of the photo's crop, lies on the cat of the mask.
    private static Task<double> MassOnCatAsync(IPage page) =>
        page.EvaluateAsync<double>(
            """
            async mask => {
              const shown = [...document.querySelectorAll('wbl-map')].find(m => JSON.parse(m.getAttribute('map')).method === 'grad-cam'),
                map = JSON.parse(shown.getAttribute('map'));
              const npy = await (await fetch('artifacts/' + map.map)).arrayBuffer(), from = 10 + new DataView(npy).getUint16(8, true),
                values = new Float32Array(npy.slice(from));
              const picture = new Image(); picture.src = 'data:image/png;base64,' + mask; await picture.decode();
              const side = Math.min(picture.naturalWidth, picture.naturalHeight) * 0.875, canvas = document.createElement('canvas');
              canvas.width = canvas.height = map.width;
              const g = canvas.getContext('2d'); g.drawImage(picture, (picture.naturalWidth - side) / 2,
                (picture.naturalHeight - side) / 2, side, side, 0, 0, map.width, map.height);
              const cat = g.getImageData(0, 0, map.width, map.height).data; let on = 0, all = 0;
              values.forEach((v, i) => { if (v > 0) { all += v; on += v * cat[4 * i] / 255; } });
              return on / all;
            }
            """,
            Convert.ToBase64String(File.ReadAllBytes(Repository.Path("tests", "data", "masks", "chelsea.png")))
        );
}
