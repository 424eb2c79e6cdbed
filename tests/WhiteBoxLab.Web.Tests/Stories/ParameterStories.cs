using System.Text.Json.Nodes;
using Microsoft.Playwright;
using WhiteBoxLab.Web.Notebooks.Document;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The form of a parameters cell.</summary>
public sealed class ParameterStories(Lab lab, Browser browser)
{
    private const string Code =
        "string name; // required: who is greeted\nint times = 1; // how often [1, 2, 3]\ndouble pause = 0.5; // seconds "
        + "between\nbool loud = false;\nvar when = DateTime.UnixEpoch;";
    private const string Greeting =
        "string.Join(\" \", Enumerable.Repeat(loud ? name.ToUpper() : name, times)) + \" \" + (pause * "
        + "2).ToString(System.Globalization.CultureInfo.InvariantCulture)";

    [Fact]
    public async Task What_is_filled_in_stands_in_the_cell_and_runs_and_what_is_wrong_is_told_while_it_is_typed()
    {
        await using Visit visit = await OpenAsync("greeting");
        IPage page = visit.Page;
        ILocator run = page.GetByRole(AriaRole.Button, new() { Name = "Run all with these" });
        await Expect(page.Locator(".params")).ToContainTextAsync("The parameter name is required. Give it a value.");
        await Expect(run).ToBeDisabledAsync();

        await page.GetByLabel("name").PressSequentiallyAsync("Ada \"L\"");
        await Expect(page.Locator("#cell-a .cm-content")).ToContainTextAsync("string name = \"Ada \\\"L\\\"\"; // required");
        await page.GetByLabel("times").SelectOptionAsync("3");
        await page.GetByLabel("loud").CheckAsync();
        await page.GetByLabel("pause").FillAsync("1,5");
        await Expect(page.Locator(".params")).ToContainTextAsync("The parameter pause is a number, and '1,5' is not.");
        await Expect(run).ToBeDisabledAsync();
        await Expect(page.Locator("#cell-a .cm-content")).ToContainTextAsync("double pause = 0.5;");
        await page.GetByLabel("pause").FillAsync("1.5");
        await Expect(page.Locator("#cell-a .cm-content"))
            .ToContainTextAsync("int times = 3; // how often [1, 2, 3]double pause = 1.5; // seconds betweenbool loud = true;");
        await page.GetByLabel("pause").PressAsync("Enter");
        await Expect(page.Locator("#cell-b .out")).ToContainTextAsync("ADA \"L\" ADA \"L\" ADA \"L\" 3");

        await page.Locator("#cell-a .cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync("int extra = 7; // typed in the cell\n");
        await Expect(page.GetByLabel("extra")).ToHaveValueAsync("7");
        await Expect(page.GetByLabel("name")).ToHaveValueAsync("Ada \"L\"");
        await page.Locator("[data-saved=yes]").WaitForAsync();
        JsonNode file = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(lab.Notebooks, "greeting.ipynb"), TestContext.Current.CancellationToken)
        )!;
        Assert.Equal("""{"tags":["parameters"]}""", file["cells"]![0]!["metadata"]!.ToJsonString());
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_cell_becomes_the_notebooks_parameters_by_a_command()
    {
        await using Visit visit = await browser.BookAsync(lab, "tagged", "var steps = 5;", "steps * 2");
        await visit.Page.Locator("#cell-a .gut .n").ClickAsync();
        await visit.Page.Keyboard.PressAsync("p");
        await visit.Page.Locator("dialog[open] input").FillAsync("parameters");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.GetByLabel("steps").FillAsync("21");
        await visit.Page.GetByLabel("steps").PressAsync("Enter");
        await Expect(visit.Page.Locator("#cell-b .out")).ToContainTextAsync("42");
        await Expect(visit.Page.GetByLabel("steps")).ToBeFocusedAsync();
    }

    [Theory]
    [MemberData(nameof(LookStories.Four), MemberType = typeof(LookStories))]
    public async Task The_form_fits_and_can_be_read_by_everybody(string look, int width, int height)
    {
        await using Visit visit = await OpenAsync($"form-{look}-{width}", look == "dark", width, height);
        await visit.Page.GetByLabel("pause").FillAsync("much");
        await Expect(visit.Page.Locator(".params")).ToContainTextAsync("2 values are to be put right.");

        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitAsync();
        await visit.ShowAsync($"notebook-parameters-{look}-{(width < 600 ? "phone" : "wide")}");
        visit.ShouldBeClean();
    }

    private async Task<Visit> OpenAsync(string name, bool dark = false, int width = 1440, int height = 900)
    {
        Cell cell = Cell.New("a", "code", Code);
        JsonObject rest = (JsonObject)cell.Rest.DeepClone();
        rest["metadata"] = new JsonObject { ["tags"] = new JsonArray("parameters") };
        await lab.WriteAsync(name, [cell with { Rest = rest }, Cell.New("b", "code", Greeting)]);
        Visit visit = await browser.VisitAsync(lab, $"/notebooks/{name}.ipynb", dark, width, height);
        await visit.BookAsync();
        return visit;
    }
}
