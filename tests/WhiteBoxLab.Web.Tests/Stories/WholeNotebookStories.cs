using Microsoft.Playwright;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The long one, by tests/notebooks.sh: all notebooks of a folder, on the page, from the top to the bottom.</summary>
public sealed class WholeNotebookStories(Lab lab, Browser browser)
{
    // It has run to its end, or stands still at an error.
    private const string Over = """
        () => {
          const cells = [...document.querySelectorAll('section[data-cell].code')];
          const ran = cells.at(-1).querySelector('.gut').textContent.includes('[');
          return !document.querySelector('section.running, section.queued') && (ran || !!document.querySelector('.out-error'));
        }
        """;

    [Fact, Trait("for", "notebooks.sh")]
    public async Task Every_notebook_of_a_folder_runs_on_the_page_from_the_top_to_the_bottom()
    {
        string folder = Environment.GetEnvironmentVariable("NOTEBOOKS") is { Length: > 0 } named ? named : Repository.Path("notebooks");
        List<string> problems = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.ipynb", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            problems.AddRange((await ErrorsAsync(file)).Select(error => $"{Path.GetRelativePath(folder, file)}: {error}"));

        Assert.Empty(problems);
    }

    private async Task<IReadOnlyList<string>> ErrorsAsync(string file)
    {
        string name = $"whole-{Path.GetFileName(file)}";
        File.Copy(file, Path.Combine(lab.Notebooks, name), overwrite: true);
        await using Visit visit = await browser.VisitAsync(lab, $"/notebooks/{Uri.EscapeDataString(name)}");
        await visit.BookAsync();
        await visit.RunAllAsync();
        await visit.Page.WaitForFunctionAsync(Over);
        string[] errors = [.. await visit.Page.Locator(".out-error").AllTextContentsAsync()];
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Path.GetFileName(file)}: {await visit.Page.Locator("section[data-cell].code").CountAsync()} cells, {errors.Length} errors"
        );
        visit.ShouldBeClean();
        return errors;
    }
}
