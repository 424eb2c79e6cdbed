using Bunit;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks.Page;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebooksPageTests : PageTests
{
    [Fact]
    public async Task A_copy_that_the_disk_refuses_is_told_and_the_page_goes_on()
    {
        await Lab.WriteAsync("one.ipynb", "1 + 1");
        Directory.CreateDirectory(Path.Combine(Lab.Get<LabFolders>().Notebooks, "one-copy.ipynb")); // where the copy is to lie
        IRenderedComponent<NotebooksPage> page = Context.Render<NotebooksPage>();

        await page.DoAsync(shown => shown.Find("button[aria-label='What to do with one']").Click());
        Context.Menus.Until(shown => Assert.NotEmpty(shown.FindAll(".mud-menu-item")));
        await Context.Menus.DoAsync(shown =>
            shown.FindAll(".mud-menu-item").Single(item => item.TextContent.Trim() == "Duplicate").Click()
        );

        page.Until(shown => Assert.Contains("one-copy.ipynb", shown.Find(".banner[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll("li.item"));
    }

    [Fact]
    public void A_full_disk_is_called_one()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "A Linux device that is always full.");
        IOException full = Assert.ThrowsAny<IOException>(() => File.WriteAllBytes("/dev/full", [1]));

        Assert.Equal("The disk is full. Make room on it, and try again.", DiskWords.Of(full));
        Assert.Equal("The file is read-only.", DiskWords.Of(new IOException("The file is read-only.")));
    }
}
