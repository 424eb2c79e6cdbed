using System.Text.Json.Nodes;
using Microsoft.Playwright;
using WhiteBoxLab.Protocol;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebookStories(Lab lab, Browser browser)
{
    [Fact]
    public async Task Six_maps_are_run_edited_run_again_and_saved()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/six-maps.ipynb");
        IPage page = visit.Page;
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();

        await visit.RunAllAsync();
        await Expect(page.Locator("#cell-code-18 .gut")).ToContainTextAsync("[9]");
        await Expect(page.Locator("#cell-code-18 wbl-map")).ToHaveCountAsync(6);
        await Expect(page.Locator("wbl-map")).ToHaveCountAsync(12);

        await page.Locator("#cell-code-12").ScrollIntoViewIfNeededAsync(); // editors come with the window
        ILocator cell = page.Locator("#cell-code-12 .cm-content");
        await cell.FillAsync("var cam = network.Explain(photo, new GradCam(), Target.Class(285));\ncam");
        await cell.PressAsync("Control+Enter");
        await Expect(page.Locator("#cell-code-12 .gut")).ToContainTextAsync("[10]");
        await Expect(page.Locator("#cell-code-12 wbl-map"))
            .ToHaveAttributeAsync("map", new System.Text.RegularExpressions.Regex("Egyptian cat"));
        await page.Locator("[data-saved=yes]").WaitForAsync();
        visit.ShouldBeClean();

        JsonNode file = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(lab.Notebooks, "six-maps.ipynb"), TestContext.Current.CancellationToken)
        )!;
        NotebookFormat.ShouldBeValid(file);
        JsonNode edited = file["cells"]!.AsArray().First(one => one!["id"]!.GetValue<string>() == "code-12")!;
        Assert.Equal(10, edited["execution_count"]!.GetValue<int>());
        Assert.Contains("Target.Class(285)", edited["source"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(edited["outputs"]![0]!["data"]![MimeBundle.MapsType]);
        Assert.NotNull(edited["outputs"]![0]!["data"]!["image/png"]);
    }

    [Fact]
    public async Task The_welcome_runs_from_the_top_to_the_bottom()
    {
        File.Copy(Repository.Path("notebooks", "welcome.ipynb"), Path.Combine(lab.Notebooks, "welcome.ipynb"), overwrite: true);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/welcome.ipynb");
        await visit.BookAsync();

        await visit.RunAllAsync();
        await Expect(visit.Page.Locator("#cell-code-10 wbl-map")).ToHaveCountAsync(1);
        await visit.Page.Locator("#cell-code-05").ScrollIntoViewIfNeededAsync();
        await Expect(visit.Page.Locator("#cell-code-05 wbl-table")).ToContainTextAsync("64");
        await Expect(visit.Page.Locator(".out-error, .stale")).ToHaveCountAsync(0);
        await visit.Page.Locator("#cell-text-07").ScrollIntoViewIfNeededAsync();
        await Expect(visit.Page.Locator("#cell-text-07 .katex")).ToHaveCountAsync(1);
        await visit.ShouldBeAccessibleAsync();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_reload_in_mid_run_keeps_the_text_and_the_run()
    {
        await WriteAsync("reload", """for (int i = 0; i < 30; i++) { Console.WriteLine($"line {i}"); await Task.Delay(100); }""");
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/reload.ipynb");
        IPage page = visit.Page;
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();

        await page.Locator(".nb[data-live] .cm-content").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run this cell" }).ClickAsync();
        await Expect(page.Locator(".out")).ToContainTextAsync("line 3");
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(" // typed just now");
        await page.ReloadAsync();

        await Expect(page.Locator(".out")).ToContainTextAsync("line 29");
        await Expect(page.Locator(".cm-content")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("// typed just now$"));
        await Expect(page.Locator(".gut")).ToContainTextAsync("[1]");
        await page.Locator("[data-saved=yes]").WaitForAsync();
        Assert.Contains(
            "typed just now",
            await File.ReadAllTextAsync(Path.Combine(lab.Notebooks, "reload.ipynb"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_cell_that_does_not_stop_costs_the_kernel_and_the_page_says_so()
    {
        // one long call, which nothing interrupts
        await WriteAsync("stubborn", "Console.WriteLine(\"begun\");\nSystem.Numerics.BigInteger.Pow(3, 100_000_000).ToString().Length");
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/stubborn.ipynb");
        IPage page = visit.Page;
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Run this cell" }).ClickAsync();
        await Expect(page.Locator(".out")).ToContainTextAsync("begun");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).First.ClickAsync();

        await Expect(page.Locator(".banner"))
            .ToContainTextAsync("The kernel did not stop and was replaced. Variables are gone, outputs are kept.");
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();
    }

    [Fact]
    public async Task A_cell_that_stops_leaves_its_kernel_alone()
    {
        await WriteAsync("polite", "var kept = 1;\nConsole.WriteLine(\"begun\");\nawait Task.Delay(-1);", "kept + 1");
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/polite.ipynb");
        IPage page = visit.Page;
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();

        await visit.RunAllAsync();
        await Expect(page.Locator(".out").First).ToContainTextAsync("begun");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".out-error")).ToContainTextAsync("The cell was stopped.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run this cell" }).Last.ClickAsync();

        await Expect(page.Locator(".cell").Last.Locator(".out")).ToContainTextAsync("2");
        await Expect(page.Locator(".banner")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_kernel_that_dies_in_mid_run_is_reported_and_the_next_run_has_another()
    {
        await WriteAsync("killed", "Console.WriteLine(\"alive\"); await Task.Delay(-1);", "1 + 1");
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/killed.ipynb");
        IPage page = visit.Page;
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();
        int[] others = [.. lab.Kernels.Select(kernel => kernel.Id)];

        await page.GetByRole(AriaRole.Button, new() { Name = "Run this cell" }).First.ClickAsync();
        await Expect(page.Locator(".out")).ToContainTextAsync("alive");
        lab.Kernels.MaxBy(kernel => kernel.StartTime)!.Kill();

        await Expect(page.Locator(".out-error")).ToContainTextAsync("signal 9");
        await Expect(page.Locator(".out").First).ToContainTextAsync("alive");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run this cell" }).Last.ClickAsync();
        await Expect(page.Locator(".cell").Last.Locator(".out")).ToContainTextAsync("2");
    }

    [Fact]
    public async Task A_run_opened_as_a_notebook_gives_the_same_numbers()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=china");
        IPage page = visit.Page;
        await visit.LiveAsync();
        foreach (string method in new[] { "integrated-gradients", "lrp-epsilon-plus", "guided-backprop", "saliency" })
            await page.Locator($"[data-method={method}]").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run 2 methods" }).First.ClickAsync();
        await Expect(page.Locator("wbl-map:is([data-state=done],[data-state=doubtful])")).ToHaveCountAsync(2);
        string[] explored = await ValuesAsync(page.Locator("wbl-map"));

        await page.GetByText("Open as notebook").ClickAsync();
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();
        await visit.RunAllAsync();
        ILocator last = page.Locator(".cell").Last.Locator("wbl-map");
        await Expect(last).ToHaveCountAsync(2);

        Assert.Equal(explored, await ValuesAsync(last));
    }

    // The names of the files with the values: the hash of their content.
    private static async Task<string[]> ValuesAsync(ILocator maps) =>
        [
            .. (await maps.EvaluateAllAsync<string[]>("all => all.map(map => map.getAttribute('map'))")).Select(map =>
                JsonNode.Parse(map)!["values"]!.GetValue<string>()
            ),
        ];

    private Task WriteAsync(string name, params string[] cells) => lab.WriteAsync(name, cells);
}
