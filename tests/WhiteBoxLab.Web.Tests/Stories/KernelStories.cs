using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The kernels of a notebook: another one, one that cannot be had, and what one that has ended leaves behind.</summary>
public sealed class KernelStories(Lab lab, Browser browser)
{
    [Fact]
    public async Task A_notebook_gets_another_kernel_keeps_it_and_goes_back_from_one_that_cannot_be_started()
    {
        await using Visit visit = await browser.BookAsync(lab, "kernels", "var x = 20;", "x + 1");
        IPage page = visit.Page;
        await RunAllAsync(page, "[2]");

        await ChangeAsync(page, Lab.OtherKernel, loses: true);
        await Expect(page.Locator(".banner"))
            .ToContainTextAsync($"The kernel is {Lab.OtherKernel} now. Variables are gone, outputs are kept.");
        await Expect(page.Locator("[data-kernel=Idle]").First).ToContainTextAsync(Lab.OtherKernel);
        await page.Locator("#cell-b [data-do=run-stay]").ClickAsync();
        await Expect(page.Locator("#cell-b .out-error")).ToContainTextAsync("x");
        Assert.Contains(
            $"\"kernel\": \"{Lab.OtherKernel}\"",
            File.ReadAllText(Path.Combine(lab.Notebooks, "kernels.ipynb")),
            StringComparison.Ordinal
        );
        await lab.RestartAsync();
        await page.ReloadAsync();
        await visit.BookAsync();
        await Expect(page.Locator("[data-kernel=Idle]").First).ToContainTextAsync(Lab.OtherKernel);
        await RunAllAsync(page, "[2]");
        await Expect(page.Locator("#cell-b .out")).ToContainTextAsync("21");

        await ChangeAsync(page, Lab.BrokenKernel, loses: true);
        await Expect(page.Locator(".banner")).ToContainTextAsync("cannot be started");
        await Expect(page.Locator(".banner")).ToContainTextAsync($"There is also C# (WhiteBoxLab), {Lab.OtherKernel}");
        await Expect(page.Locator("[data-kernel=Gone]").First).ToContainTextAsync($"{Lab.BrokenKernel} no kernel");
        await ChangeAsync(page, "C# (WhiteBoxLab)");
        await RunAllAsync(page, "[2]");
        visit.ShouldStayHome(); // scripts of the framework complain while the lab is away
    }

    [Theory]
    [InlineData("light", 1440, 900)]
    [InlineData("dark", 390, 844)]
    public async Task The_menu_of_kernels_fits_and_can_be_read_by_everybody(string look, int width, int height)
    {
        await lab.WriteAsync($"menu-{look}", "1 + 1");
        await using Visit visit = await browser.VisitAsync(lab, $"/notebooks/menu-{look}.ipynb", look == "dark", width, height);
        IPage page = visit.Page;
        await visit.BookAsync();
        await page.Locator(".kernel-menu [role=button]").PressAsync("Enter");
        await Item(page, Lab.OtherKernel).WaitForAsync();

        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();
        await visit.ShowAsync($"notebook-kernels-{look}-{(width < 600 ? "phone" : "wide")}");
        await page.Keyboard.PressAsync("Escape");
        await Expect(Item(page, Lab.OtherKernel)).ToHaveCountAsync(0);
        visit.ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(LookStories.Four), MemberType = typeof(LookStories))]
    public async Task Outputs_of_a_kernel_that_has_ended_are_dimmed_until_their_cell_runs_again(string look, int width, int height)
    {
        string name = $"ended-{look}-{width}";
        await lab.WriteAsync(
            name,
            "Console.WriteLine(\"printed\");\nnew[] { new { A = 1, B = 2 } }.ToList()",
            "throw new Exception(\"no\");",
            "Console.Error.WriteLine(\"warned\"); 1 + 1"
        );
        await using Visit visit = await browser.VisitAsync(lab, $"/notebooks/{name}.ipynb", look == "dark", width, height);
        IPage page = visit.Page;
        await visit.BookAsync();
        // one after the other: one that fails takes those that wait out of the queue
        foreach ((string cell, string number) in new[] { ("a", "[1]"), ("b", "[2]"), ("c", "[3]") })
        {
            await page.Locator($"#cell-{cell} [data-do=run-stay]").First.ClickAsync();
            await Expect(page.Locator($"#cell-{cell} .gut")).ToContainTextAsync(number);
        }
        await Expect(page.Locator(".cell.is-past")).ToHaveCountAsync(0);

        await page.Locator("[data-do=restart]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restart", Exact = true }).ClickAsync();
        await Expect(page.Locator(".cell.is-past")).ToHaveCountAsync(3);
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Output. From a kernel that has ended", Exact = true }))
            .ToHaveCountAsync(3);
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();
        await page.Locator("#cell-c [data-do=run-stay]").First.ClickAsync();
        await Expect(page.Locator(".cell.is-past")).ToHaveCountAsync(2);
        await Expect(page.Locator("#cell-c .out")).ToHaveAttributeAsync("aria-label", "Output");
        await Expect(page.Locator("[data-kernel=Idle]").First).ToBeVisibleAsync();
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();
        await visit.ShowAsync($"notebook-ended-{look}-{(width < 600 ? "phone" : "wide")}");
        visit.ShouldBeClean();
    }

    private static ILocator Item(IPage page, string kernel) => page.Locator(".kernel-list").GetByText(kernel, new() { Exact = true });

    private static async Task ChangeAsync(IPage page, string kernel, bool loses = false)
    {
        await page.Locator("[data-kernel-button]").ClickAsync();
        await Item(page, kernel).ClickAsync();
        if (loses)
            await page.GetByRole(AriaRole.Button, new() { Name = $"Change to {kernel}" }).ClickAsync();
    }

    private static async Task RunAllAsync(IPage page, string number)
    {
        await page.Locator("[data-kernel=Idle]").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run all" }).First.ClickAsync();
        await Expect(page.Locator(".cell").Last.Locator(".gut")).ToContainTextAsync(number);
    }
}
