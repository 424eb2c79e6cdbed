using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Notebooks that other programs wrote, on the page.</summary>
public sealed class OthersStories(Lab lab, Browser browser)
{
    [Fact]
    public async Task Each_cell_of_a_polyglot_notebook_shows_its_language_and_colours_of_a_terminal_are_colours()
    {
        JsonObject print = new()
        {
            ["name"] = "stdout",
            ["output_type"] = "stream",
            ["text"] = "0 of 10\r9 of 10\r\u001b[K\u001b[32mgreen\u001b[0m",
        };
        Cell cell = Cell.New("fs", "code", "let x = 1") with { Outputs = [new CellOutput(print)] };
        cell.Rest["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "fsharp" } };
        await lab.WriteAsync("polyglot-languages", [cell, Cell.New("cs", "code", "var y = 2;")]);
        await using Visit visit = await browser.VisitAsync(lab, "/notebooks/polyglot-languages.ipynb");
        await visit.BookAsync();

        await Expect(visit.Page.Locator(".cell-lang")).ToHaveTextAsync(["F#", "C#"]);
        await Expect(visit.Page.Locator("#cell-fs .out-text")).ToHaveTextAsync("green");
        await Expect(visit.Page.Locator("#cell-fs .out-text .t-fg2")).ToHaveTextAsync("green");
        await visit.ShouldBeAccessibleAsync();
    }
}
