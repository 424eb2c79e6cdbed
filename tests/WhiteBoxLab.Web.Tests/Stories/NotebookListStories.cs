using System.Text;
using Microsoft.Playwright;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebookListStories(Lab lab, Browser browser)
{
    private const string Foreign =
        """{"cells":[{"cell_type":"code","execution_count":1,"id":"a","metadata":{},"outputs":"""
        + """[{"name":"stdout","output_type":"stream","text":["shown before"]},{"data":{"text/html":["<b id=said>still</b><script>"""
        + """document.getElementById('said').textContent='ran'</script>"]},"metadata":{},"output_type":"display_data"}],"source":"""
        + """["Console.WriteLine(6 * 7);"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}""";

    // One transparent pixel.
    private const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    [Fact]
    public async Task A_notebook_is_brought_in_read_trusted_and_run()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "<img src=x onerror=alert(1)>.ipynb",
                    MimeType = "application/json",
                    Buffer = Encoding.UTF8.GetBytes(Foreign),
                }
            );
        await Expect(page.Locator("[data-foreign]")).ToContainTextAsync("This notebook came from elsewhere.");
        await Expect(page.Locator(".out").First).ToContainTextAsync("shown before");
        await Expect(page.Locator("[data-kernel=Gone]").First).ToBeVisibleAsync();
        await Expect(page.FrameLocator("wbl-frame iframe").Locator("#said")).ToHaveTextAsync("still");
        await visit.ShouldBeAccessibleAsync();
        await visit.ShowAsync("notebook-from-elsewhere");

        await visit.RunAllAsync();
        await Expect(page.Locator(".banner[role=alert]")).ToContainTextAsync("say that it may run");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let it run" }).ClickAsync();
        await Expect(page.Locator("[data-foreign]")).ToHaveCountAsync(0);
        await Expect(page.FrameLocator("wbl-frame iframe").Locator("#said")).ToHaveTextAsync("ran");
        await visit.RunAllAsync();

        await Expect(page.Locator(".out").First).ToContainTextAsync("42");
        visit.ShouldStayHome();
    }

    [Fact]
    public async Task Notebooks_are_renamed_copied_thrown_away_and_brought_back()
    {
        await File.WriteAllTextAsync(Path.Combine(lab.Notebooks, "shelf.ipynb"), Foreign, TestContext.Current.CancellationToken);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await ChooseAsync(page, "shelf", "Rename");
        await page.GetByLabel("New name of shelf").FillAsync("shelf two");
        await page.GetByLabel("New name of shelf").PressAsync("Enter");
        await Expect(page.Locator(".banner")).ToContainTextAsync("It is called shelf two.ipynb now.");
        await ChooseAsync(page, "shelf two", "Duplicate");
        await Expect(page.Locator(".banner")).ToContainTextAsync("The copy is called shelf two-copy.ipynb.");
        await ChooseAsync(page, "shelf two", "Delete");
        await Expect(page.Locator(".banner")).ToContainTextAsync("shelf two lies in the bin below.");
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();
        await visit.ShowAsync("notebooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring back shelf two.ipynb" }).ClickAsync();
        await Expect(page.Locator(".banner")).ToContainTextAsync("shelf two.ipynb is back.");

        Assert.True(
            File.Exists(Path.Combine(lab.Notebooks, "shelf two.ipynb")) && File.Exists(Path.Combine(lab.Notebooks, "shelf two-copy.ipynb"))
        );
        Assert.False(File.Exists(Path.Combine(lab.Notebooks, "shelf.ipynb")));
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task The_shelf_shows_titles_folders_and_pictures_and_can_be_searched()
    {
        Directory.CreateDirectory(Path.Combine(lab.Notebooks, "course"));
        await lab.WriteAsync("course/first", "#md # The *edges* of a cat", "1 + 1");
        await lab.WriteAsync("course/second", [PictureCell.Of("a", Dot)]);
        await lab.WriteAsync("course/third", [PictureCell.Of("a", "no picture")]);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks");
        IPage page = visit.Page;
        await visit.LiveAsync();

        ILocator course = page.GetByRole(AriaRole.List, new() { Name = "Notebooks in course" });
        await Expect(course.GetByRole(AriaRole.Link)).ToContainTextAsync(["The edges of a cat", "second", "third"]);
        await Expect(course.Locator("img")).ToHaveCountAsync(1);
        await Expect(course.Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 112);
        await page.GetByLabel("Search the notebooks").FillAsync("CAT edges");
        await Expect(page.Locator(".item .col")).ToHaveCountAsync(1);
        await page.GetByLabel("Search the notebooks").FillAsync("zebra");
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("'zebra'");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task What_is_no_notebook_is_refused_with_a_sentence()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks");
        await visit.LiveAsync();

        await visit
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "broken.ipynb",
                    MimeType = "application/json",
                    Buffer = Encoding.UTF8.GetBytes("{\n\"cells\": ["),
                }
            );

        await Expect(visit.Page.Locator(".banner[role=alert]")).ToContainTextAsync("broken.ipynb: Line 2 is not valid JSON");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_cell_changed_here_and_in_the_file_is_somebodys_choice()
    {
        string file = Path.Combine(lab.Notebooks, "both.ipynb");
        await File.WriteAllTextAsync(file, Foreign, TestContext.Current.CancellationToken);
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/both.ipynb");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await client.DoAsync("DoInNotebook", "both.ipynb", NotebookJson.Write(new NotebookOperation.Edit("a", "typed here")));
        await File.WriteAllTextAsync(
            file,
            Foreign.Replace("6 * 7", "7 * 8", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        await Expect(page.Locator("[data-conflict=a]")).ToContainTextAsync("Cell 1 was changed both here and in the file.");
        await Expect(page.Locator("[data-conflict=a]")).ToContainTextAsync("7 * 8");
        await visit.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the file's" }).ClickAsync();
        await Expect(page.Locator("[data-conflict]")).ToHaveCountAsync(0);
        Assert.Contains("7 * 8", await client.AskAsync<string?>("WatchNotebook", "both.ipynb"), StringComparison.Ordinal);
        visit.ShouldBeClean();
    }

    private static async Task ChooseAsync(IPage page, string notebook, string what)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"What to do with {notebook}", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = what, Exact = true })
            .Or(page.Locator(".mud-menu-item", new() { HasTextString = what }))
            .First.ClickAsync();
    }
}
