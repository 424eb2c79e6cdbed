using Bunit;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Page;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebookPageTests : IAsyncLifetime
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

    private async Task<(IRenderedComponent<NotebookPage> Page, FakeKernel Kernel, FakeCommand Cell)> RunAsync(params string[] cells)
    {
        IRenderedComponent<NotebookPage> page = context.Render<NotebookPage>(page => page.Add(one => one.Path, "one.ipynb"));
        FakeKernel kernel = await lab.Kernels.OfNotebookAsync(); // the page warms one
        page.Until(shown => Assert.Equal(2, shown.FindAll("[data-cell]").Count));
        await page.InvokeAsync(() => page.Instance.OnCommand("run", cells, null));
        return (page, kernel, await kernel.HeardAsync<SubmitCode>());
    }
}
