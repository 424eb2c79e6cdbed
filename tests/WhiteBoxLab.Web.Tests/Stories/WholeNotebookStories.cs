using Microsoft.Playwright;
using WhiteBoxLab.Web.Notebooks.Storage;

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
            problems.AddRange((await ErrorsAsync(folder, file)).Select(error => $"{Path.GetRelativePath(folder, file)}: {error}"));

        Assert.Empty(problems);
    }

    // Also one that never comes to its end is told, and the next ones are run.
    private async Task<IReadOnlyList<string>> ErrorsAsync(string folder, string file)
    {
        Copy(folder, Path.Combine(lab.Notebooks, "whole"));
        string path = Path.GetRelativePath(folder, file).Replace('\\', '/');
        await using Visit visit = await browser.VisitAsync(lab, $"/notebooks/whole/{ListedNotebook.Escape(path)}");
        string[] errors;
        try
        {
            errors = [.. await RunAsync(visit)];
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            errors = [$"It did not come to its end. {string.Join(' ', await visit.Page.Locator("[role=alert]").AllTextContentsAsync())}"];
        }
        int cells = await visit.Page.Locator("section[data-cell].code").CountAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"{path}: {cells} cells, {errors.Length} errors {string.Join(" | ", errors)}");
        visit.ShouldBeClean();
        return errors;
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Visit visit)
    {
        await visit.BookAsync();
        await visit.RunAllAsync();
        await visit.Page.WaitForFunctionAsync(Over);
        return await visit.Page.Locator(".out-error").AllTextContentsAsync();
    }

    // With what lies beside them.
    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // below the folder
            if (!File.Exists(target))
                File.Copy(file, target);
        }
    }
}
