using System.Text.RegularExpressions;
using Bunit;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Page;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Tests;

public sealed partial class NotebookPageTests : IAsyncLifetime
{
    private FakeLab lab = null!; // open before a test begins
    private PageContext context = null!;

    public async ValueTask InitializeAsync()
    {
        lab = await FakeLab.OpenAsync();
        await lab.WriteAsync("one.ipynb", "1 + 1", "2 + 2");
        context = new PageContext(lab);
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task A_cell_that_runs_shows_what_it_says()
    {
        (IRenderedComponent<NotebookPage> page, _, FakeCommand cell) = await RunAsync("a");
        cell.Tell(new StandardOutputValueProduced([new FormattedValue("text/plain", "said so far")]));
        page.Until(shown => Assert.Contains("said so far", shown.Find("[data-cell=a]").TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("[data-do=stop]"));
        cell.Succeed(executionOrder: 1);

        page.Until(shown => Assert.Empty(shown.FindAll("[data-do=stop]")));
        Assert.Equal(("1 + 1", "a"), (cell.Of<SubmitCode>().Code, cell.Of<SubmitCode>().CellId));
    }

    [Fact]
    public async Task A_cell_that_is_stopped_says_so_and_those_that_wait_do_not_run()
    {
        (IRenderedComponent<NotebookPage> page, FakeKernel kernel, FakeCommand cell) = await RunAsync("a", "b");
        await page.InvokeAsync(() => page.Instance.OnCommand("stop", [], null));
        await cell.StopAsync();

        page.Until(shown => Assert.Contains("The cell was stopped.", shown.Find("[data-cell=a]").TextContent, StringComparison.Ordinal));
        page.Until(shown => Assert.Empty(shown.FindAll("[data-do=stop]")));
        Assert.Single(kernel.Heard.OfType<SubmitCode>());
    }

    [Fact]
    public async Task A_kernel_that_dies_under_a_cell_is_told_and_the_next_run_has_another()
    {
        (IRenderedComponent<NotebookPage> page, FakeKernel kernel, _) = await RunAsync("a");
        kernel.Die(139);
        page.Until(shown =>
            Assert.Contains("The kernel died (signal 11).", shown.Find(".banner[role=alert]").TextContent, StringComparison.Ordinal)
        );
        await page.InvokeAsync(() => page.Instance.OnCommand("run", ["b"], null));

        FakeKernel next = await lab.Kernels.OfNotebookAsync();
        Assert.Equal("2 + 2", (await next.HeardAsync<SubmitCode>()).Of<SubmitCode>().Code);
    }

    [Fact]
    public async Task A_cell_that_waits_for_a_line_asks_for_it_and_gets_it()
    {
        (IRenderedComponent<NotebookPage> page, FakeKernel kernel, FakeCommand cell) = await RunAsync("a");
        kernel.Ask(new RequestInput(null, "Name?", false, null, null));
        page.Until(shown => Assert.Contains("Name?", shown.Find("[data-cell=a]").TextContent, StringComparison.Ordinal));
        await (await lab.Get<NotebookSessions>().FindAsync("one.ipynb"))!.AnswerAsync("Ada");
        cell.Succeed(executionOrder: 1);

        page.Until(shown => Assert.Empty(shown.FindAll("[data-do=stop]")));
        Assert.Equal("Ada", Assert.IsType<InputProduced>(Assert.Single(kernel.Answers)).Value);
    }

    [Fact]
    public void A_notebook_that_there_is_not_is_told()
    {
        IRenderedComponent<NotebookPage> page = context.Render<NotebookPage>(page => page.Add(one => one.Path, "none.ipynb"));

        page.Until(shown => Assert.Equal("There is no notebook 'none.ipynb'.", shown.Find("[role=alert] h2").TextContent));
    }

    [Fact]
    public async Task An_error_says_its_place_with_the_line_and_folds_the_stack_away()
    {
        (IRenderedComponent<NotebookPage> page, _, FakeCommand cell) = await RunAsync("a");
        cell.Fail("System.Exception: no\n   at System.Linq.Enumerable.First(Int32[] s)\n   in cell 1, line 1", 1);

        page.Until(shown => Assert.Equal("line 1: 1 + 1", shown.Find("[data-cell=a].is-failed .out-place .jump").TextContent));
        Assert.Equal(
            """{"cell":"a","line":0,"character":0,"text":"1 \u002B 1"}""",
            page.Find(".out-place .jump").GetAttribute("data-with")
        );
        Assert.Equal("System.Exception: no", page.Find(".out-error > .out-text").TextContent);
        Assert.Equal("stack, 2 frames", page.Find(".out-error details:not([open]) summary").TextContent);
        Assert.Equal(2, page.FindAll(".out-stack li").Count);
    }

    [Fact]
    public async Task An_error_in_a_function_of_an_earlier_cell_leads_to_that_cell_and_to_where_it_was_called()
    {
        (IRenderedComponent<NotebookPage> page, FakeKernel kernel, FakeCommand cell) = await RunAsync("a", "b");
        cell.Succeed(executionOrder: 1);
        (await kernel.HeardAsync<SubmitCode>()).Fail(
            "System.Exception: no\n   at Half(Int32 x) in cell 1, line 1\n   in cell 2, line 1",
            2
        );

        page.Until(shown =>
            Assert.Equal(
                ["cell [1], line 1: 1 + 1", "line 1: 2 + 2"],
                shown.FindAll("[data-cell=b] .out-place .jump").Select(jump => jump.TextContent)
            )
        );
        Assert.Contains("\"cell\":\"a\"", page.Find(".out-place .jump").GetAttribute("data-with"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_compile_is_a_line_for_each_error()
    {
        (IRenderedComponent<NotebookPage> page, _, FakeCommand cell) = await RunAsync("a");
        cell.Fail("(1,5): error CS0103: The name 'x' does not exist\n(1,1): error CS1002: ; expected\nA hint.", 1);

        page.Until(shown =>
            Assert.Equal(
                ["line 1: 1 + 1 CS0103: The name 'x' does not exist", "line 1: 1 + 1 CS1002: ; expected"],
                shown.FindAll(".out-place").Select(place => place.TextContent.Trim())
            )
        );
        Assert.Contains("\"character\":4", page.Find(".out-place .jump").GetAttribute("data-with"), StringComparison.Ordinal);
        Assert.Contains("A hint.", page.Find(".out-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_was_too_long_to_keep_can_be_had_whole()
    {
        (IRenderedComponent<NotebookPage> page, _, FakeCommand cell) = await RunAsync("a");
        cell.Fail("E: x\n... 12 characters are left out here. All of it is in /tmp/cell-1-0a1b2c3d.txt ...\nx\n   in cell 1, line 1", 1);

        page.Until(shown => Assert.Equal("Download all of it", Assert.Single(shown.FindAll(".out-error a[download]")).TextContent));
        Assert.Equal("line 1: 1 + 1", page.Find(".out-place .jump").TextContent);
    }

    [Fact]
    public async Task A_run_that_an_error_stops_says_where_and_runs_the_rest_when_it_is_told_to()
    {
        (IRenderedComponent<NotebookPage> page, FakeKernel kernel, FakeCommand cell) = await RunAsync("a", "b");
        cell.Fail("System.Exception: no\n   in cell 1, line 1", 1);
        page.Until(shown =>
            Assert.Equal(
                "The run stopped at cell 1, 1 + 1: one cell after it has not run.",
                Blanks().Replace(shown.Find("[data-stopped][role=alert] span").TextContent, " ").Trim()
            )
        );
        Assert.Equal("a", page.Find("[data-stopped] [data-do=choose]").GetAttribute("data-with"));
        await page.InvokeAsync(() => page.Instance.OnCommand("run-rest", [], null));

        Assert.Equal("b", (await kernel.HeardAsync<SubmitCode>()).Of<SubmitCode>().CellId);
        page.Until(shown => Assert.Empty(shown.FindAll("[data-stopped]")));
    }

    [Fact]
    public async Task A_run_that_is_stopped_by_hand_offers_no_rest()
    {
        (IRenderedComponent<NotebookPage> page, _, FakeCommand cell) = await RunAsync("a", "b");
        await page.InvokeAsync(() => page.Instance.OnCommand("stop", [], null));
        await cell.StopAsync();

        page.Until(shown => Assert.Empty(shown.FindAll("[data-do=stop]")));
        Assert.Empty(page.FindAll("[data-stopped]"));
    }

    [Theory]
    [InlineData("restart", "Restart")]
    [InlineData("restart-run-all", "Restart and run all")]
    [InlineData("restart-clear", "Restart and take outputs away")]
    public async Task A_restart_asks_when_variables_would_be_lost_and_is_done_only_then(string command, string button)
    {
        (IRenderedComponent<NotebookPage> page, FakeKernel kernel, FakeCommand cell) = await RunAsync("a");
        cell.Succeed(executionOrder: 1);
        page.Until(shown => Assert.Empty(shown.FindAll("[data-do=stop]")));
        await page.InvokeAsync(() => page.Instance.OnCommand(command, [], null));
        context.Dialogs.Until(shown => Assert.Contains("All variables are lost", shown.Markup, StringComparison.Ordinal));
        await context.Dialogs.DoAsync(shown => shown.Button("Cancel").Click());
        context.Dialogs.Until(shown => Assert.Empty(shown.FindAll(".mud-dialog")));
        Assert.False(kernel.Death.IsCompleted);

        await page.InvokeAsync(() => page.Instance.OnCommand(command, [], null));
        context.Dialogs.Until(shown => Assert.NotEmpty(shown.FindAll(".mud-dialog")));
        await context.Dialogs.DoAsync(shown => shown.Button(button).Click());
        FakeKernel next = await lab.Kernels.OfNotebookAsync();
        Assert.True(kernel.Death.IsCompleted);
        if (command == "restart-run-all")
            Assert.Equal("a", (await next.HeardAsync<SubmitCode>()).Of<SubmitCode>().CellId);
    }

    [Fact]
    public async Task A_restart_does_not_ask_when_nothing_would_be_lost()
    {
        IRenderedComponent<NotebookPage> page = context.Render<NotebookPage>(page => page.Add(one => one.Path, "one.ipynb"));
        FakeKernel kernel = await lab.Kernels.OfNotebookAsync();
        page.Until(shown => Assert.NotEmpty(shown.FindAll("[data-kernel=Idle]")));
        await page.InvokeAsync(() => page.Instance.OnCommand("restart", [], null));

        Assert.NotSame(kernel, await lab.Kernels.OfNotebookAsync());
        Assert.Empty(context.Dialogs.FindAll(".mud-dialog"));
    }

    [Fact]
    public async Task Another_kernel_asks_when_variables_would_be_lost_and_comes_only_then()
    {
        (IRenderedComponent<NotebookPage> page, FakeKernel kernel, FakeCommand cell) = await RunAsync("a");
        cell.Succeed(executionOrder: 1);
        page.Until(shown => Assert.Empty(shown.FindAll("[data-do=stop]")));
        await ChooseKernelAsync(page);
        context.Dialogs.Until(shown =>
            Assert.Contains(
                "Change the kernel?All variables are lost",
                Blanks().Replace(shown.Find(".mud-dialog").TextContent, " ").Replace("? ", "?", StringComparison.Ordinal),
                StringComparison.Ordinal
            )
        );
        await context.Dialogs.DoAsync(shown => shown.Button("Cancel").Click());
        context.Dialogs.Until(shown => Assert.Empty(shown.FindAll(".mud-dialog")));
        Assert.False(kernel.Death.IsCompleted);

        await ChooseKernelAsync(page);
        context.Dialogs.Until(shown => Assert.NotEmpty(shown.FindAll(".mud-dialog")));
        await context.Dialogs.DoAsync(shown => shown.Button($"Change to {Lab.OtherKernel}").Click());
        await lab.Kernels.OfNotebookAsync();
        Assert.True(kernel.Death.IsCompleted);
    }

    private async Task ChooseKernelAsync(IRenderedComponent<NotebookPage> page)
    {
        await page.DoAsync(shown => shown.Find("[data-kernel-button]").Click());
        context.Menus.Until(shown => Assert.NotEmpty(shown.FindAll(".mud-menu-item")));
        await context.Menus.DoAsync(shown =>
            shown.FindAll(".mud-menu-item").Single(item => item.TextContent.Contains(Lab.OtherKernel, StringComparison.Ordinal)).Click()
        );
    }

    [Fact]
    public async Task The_lectern_says_which_cell_of_how_many_and_leads_to_those_beside_it()
    {
        IRenderedComponent<NotebookPage> page = context.Render<NotebookPage>(page => page.Add(one => one.Path, "one.ipynb"));
        page.Until(shown => Assert.Equal(2, shown.FindAll("[data-cell]").Count));
        await page.InvokeAsync(() => page.Instance.OnCommand("lectern", ["a"], "on"));

        Assert.Equal("1 of 2", page.Find(".lectern-bar [role=status]").TextContent);
        Assert.NotNull(page.Find(".lectern-bar [data-do=up]").GetAttribute("disabled"));
        await page.InvokeAsync(() => page.Instance.OnChosen("b"));
        Assert.Equal("2 of 2", page.Find(".lectern-bar [role=status]").TextContent);
        Assert.NotNull(page.Find(".lectern-bar [data-do=down]").GetAttribute("disabled"));
        await page.InvokeAsync(() => page.Instance.OnCommand("lectern", ["b"], "off"));
        Assert.Empty(page.FindAll(".lectern-bar"));
    }

    [Fact]
    public async Task Copying_cells_says_so()
    {
        IRenderedComponent<NotebookPage> page = context.Render<NotebookPage>(page => page.Add(one => one.Path, "one.ipynb"));
        page.Until(shown => Assert.Equal(2, shown.FindAll("[data-cell]").Count));
        await page.InvokeAsync(() => page.Instance.OnCommand("copy", ["a", "b"], null));

        page.Until(_ => Assert.Equal("Two cells copied; paste with V.", Assert.Single(context.Told("tell").Arguments)));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    private async Task<(IRenderedComponent<NotebookPage> Page, FakeKernel Kernel, FakeCommand Cell)> RunAsync(params string[] cells)
    {
        IRenderedComponent<NotebookPage> page = context.Render<NotebookPage>(page => page.Add(one => one.Path, "one.ipynb"));
        FakeKernel kernel = await lab.Kernels.OfNotebookAsync(); // the page warms one
        page.Until(shown => Assert.Equal(2, shown.FindAll("[data-cell]").Count));
        await page.InvokeAsync(() => page.Instance.OnCommand("run", cells, null));
        return (page, kernel, await kernel.HeardAsync<SubmitCode>());
    }
}
