using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The whole catalogue through the Explorer, by the real kernel.</summary>
public sealed class CatalogueStories(Lab lab, Browser browser)
{
    private const string Ready = "wbl-map:is([data-state=done],[data-state=doubtful])";

    [Fact]
    public async Task Every_method_of_the_catalogue_gives_a_map_of_the_cat_or_says_why_it_cannot()
    {
        JsonElement catalogue = await CatalogueAsync();
        string[] all = [.. catalogue.GetProperty("methods").EnumerateArray().Select(card => card.GetProperty("id").GetString()!)];
        Dictionary<string, string> obstacles = catalogue
            .GetProperty("networks")[0]
            .GetProperty("obstacles")
            .EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value.GetString()!);
        string[] able = [.. all.Except(obstacles.Keys)];
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await PreferAsync(page, "All methods");
        await Expect(page.Locator(".mt input:checked")).ToHaveCountAsync(able.Length);
        foreach ((string method, string why) in obstacles)
        {
            await Expect(page.Locator($"[data-method={method}]")).ToBeDisabledAsync();
            await Expect(page.Locator($"#why-{method}")).ToHaveTextAsync(why);
        }
        await page.Keyboard.PressAsync("Control+Enter");

        ILocator over = page.Locator(
            "wbl-map[stage=explore]:is([data-state=done],[data-state=doubtful],[data-state=failed],[data-state=cancelled])"
        );
        for (int n = 0; n < able.Length; n = await over.CountAsync()) // each has its time: some look a thousand times
            await Expect(over.Nth(n)).ToBeAttachedAsync();
        string told = await over.EvaluateAllAsync<string>(
            "all => JSON.stringify(all.map(map => ({ state: map.dataset.state, map: JSON.parse(map.getAttribute('map')), "
                + "words: map.getAttribute('words') })))"
        );
        JsonElement[] maps = [.. JsonDocument.Parse(told).RootElement.EnumerateArray()];
        Assert.All(maps, map => Assert.True(map.GetProperty("state").GetString() is "done" or "doubtful", map.ToString()));
        Assert.Equal(able.Order(), maps.Select(map => map.GetProperty("map").GetProperty("method").GetString()!).Order());
        Assert.All(maps, map => Assert.Equal("tiger cat", map.GetProperty("map").GetProperty("label").GetString()));
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Class_activation_maps_chosen_as_a_preset_share_one_pass()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=coffee");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await PreferAsync(page, "All CAMs");
        await Expect(page.Locator("[data-method=saliency]")).Not.ToBeCheckedAsync();
        int count = await page.Locator(".mt input:checked").CountAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(Ready)).ToHaveCountAsync(count);

        double[] forwards = await page.Locator("wbl-map")
            .EvaluateAllAsync<double[]>("all => all.map(map => JSON.parse(map.getAttribute('map')).forwards)");
        Assert.True(count >= 8, $"Only {count} class activation maps.");
        Assert.True(forwards.Count(passes => passes == 0) >= 6, $"They made {forwards.Sum()} forward passes.");
    }

    [Fact]
    public async Task A_method_is_found_by_typing_read_about_and_its_paper_copied()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();

        await page.Keyboard.PressAsync("a");
        await page.Keyboard.TypeAsync("Sundararajan, Taly");
        await Expect(page.Locator(".mt")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "What is Integrated gradients?" }).ClickAsync();
        await Expect(page.Locator(".about")).ToContainTextAsync("When it misleads");
        await visit.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy BibTeX" }).ClickAsync();
        await Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("The BibTeX entry is in the clipboard.");
        Assert.StartsWith("@", await page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");

        await page.Locator(".seg").GetByText("Kind").ClickAsync();
        await Expect(page.Locator(".mt-group")).ToContainTextAsync("Differences from a reference");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_wrong_option_says_so_while_it_is_typed_and_cannot_be_used()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Options of Integrated gradients" }).ClickAsync();
        ILocator use = page.GetByRole(AriaRole.Button, new() { Name = "Use", Exact = true });

        await page.GetByLabel("steps").FillAsync("1001");
        await Expect(page.Locator(".mud-dialog")).ToContainTextAsync("1 to 1000.");
        await Expect(use).ToBeDisabledAsync();
        await page.GetByLabel("steps").FillAsync("8");
        await Expect(page.Locator(".opt-says")).ToContainTextAsync("new IntegratedGradients(steps: 8");
        await visit.ShouldBeAccessibleAsync();
        await use.ClickAsync();

        await Expect(page.Locator(".mt", new() { Has = page.Locator("[data-method=integrated-gradients]") }).Locator(".c"))
            .ToContainTextAsync("8 B");
    }

    [Fact]
    public async Task Layers_are_chosen_from_a_list_and_six_pictures_cost_six_passes()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();
        await PreferAsync(page, "None");

        await ChooseLayersAsync(page);
        await Expect(page.Locator(".opt-says"))
            .ToContainTextAsync(new Regex("new LayerCam\\(furtherLayers: \\[\"[^\"]+\", \"[^\"]+\"\\]\\)"));
        await CloseListAsync(page);
        await page.GetByLabel("augSmooth").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use", Exact = true }).ClickAsync();
        await Expect(page.Locator(".mt", new() { Has = page.Locator("[data-method=layer-cam]") }).Locator(".c")).ToContainTextAsync("6 F");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator(Ready)).ToHaveCountAsync(1);
        Assert.Contains("furtherLayers", await page.Locator("wbl-map").GetAttributeAsync("map"), StringComparison.Ordinal);
        visit.ShouldBeClean();
    }

    /// <summary>Opens the options of LayerCAM and chooses two further layers, leaving the list open.</summary>
    private static async Task ChooseLayersAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Options of LayerCAM", Exact = true }).ClickAsync();
        await page.Locator(".mud-dialog .mud-select", new() { HasText = "furtherLayers" }).Last.ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item").Nth(3).ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item").Nth(9).ClickAsync();
    }

    private static async Task CloseListAsync(IPage page)
    {
        await page.Locator(".mud-dialog h2").ClickAsync(); // beside the menu
        await Expect(page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
    }

    [Theory, InlineData(false, 1440), InlineData(true, 1440), InlineData(false, 390), InlineData(true, 390)]
    public async Task A_list_of_layers_can_be_used_in_every_look(bool dark, int width)
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea", dark, width);
        IPage page = visit.Page;
        await visit.LiveAsync();
        if (width < 600)
            await page.GetByTitle("Photo, target and methods").ClickAsync();
        await ChooseLayersAsync(page);
        await Expect(page.Locator(".opt-says")).ToContainTextAsync(new Regex("furtherLayers: \\[\"[^\"]+\", \"[^\"]+\"\\]"));

        await visit.ShowAsync($"further-layers-{(dark ? "dark" : "light")}-{width}-open");
        await visit.ShouldBeAccessibleAsync();
        await CloseListAsync(page);
        await visit.ShowAsync($"further-layers-{(dark ? "dark" : "light")}-{width}");
        await visit.ShouldFitAsync();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Rules_of_ones_own_are_checked_line_by_line_and_make_a_map()
    {
        await using Visit visit = await browser.VisitAsync(lab, "/explore?photo=chelsea");
        IPage page = visit.Page;
        await visit.LiveAsync();
        await PreferAsync(page, "None");
        await page.GetByRole(AriaRole.Button, new() { Name = "Options of LRP", Exact = true }).ClickAsync();
        ILocator use = page.GetByRole(AriaRole.Button, new() { Name = "Use", Exact = true });

        await page.Locator(".mud-dialog .mud-select").First.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText("rules of your own").ClickAsync();
        await page.Locator("textarea.rules").FillAsync("{\n  \"conv2d\": \n}");
        await Expect(page.Locator(".mud-dialog")).ToContainTextAsync("Line 3 is not JSON yet");
        await Expect(use).ToBeDisabledAsync();
        await page.Locator("textarea.rules").FillAsync("{\n  \"conv2d\": \"gama\"\n}");
        await Expect(page.Locator(".opt-says")).ToContainTextAsync("The composite has no rule 'gama' for 'conv2d'.");
        await Expect(use).ToBeDisabledAsync();
        await page.Locator("textarea.rules").FillAsync("{\n  \"conv3d\": \"gamma\"\n}");
        await Expect(page.Locator(".opt-says"))
            .ToContainTextAsync("The composite's 'conv3d' is no layer of 'efficientnet-lite0' and no operation. Close to it");
        await Expect(use).ToBeDisabledAsync();
        await page.Locator("textarea.rules")
            .FillAsync(
                "{\n  \"first layer\": \"w-square\",\n  \"conv2d\": { \"rule\": \"gamma\", \"gamma\": 0.5 },\n  \"linear\": \"epsilon\"\n}"
            );
        await use.ClickAsync();
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator(Ready)).ToHaveCountAsync(1);
        Assert.Contains("w-square", await page.Locator("wbl-map").GetAttributeAsync("map"), StringComparison.Ordinal);
        visit.ShouldBeClean();
    }

    private static async Task PreferAsync(IPage page, string preset)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Presets" }).ClickAsync();
        await page.Locator(".mud-popover-open .preset", new() { HasText = preset }).ClickAsync();
    }

    private async Task<JsonElement> CatalogueAsync()
    {
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: false);
        return JsonDocument.Parse(await client.AskAsync<string>("Catalogue")).RootElement;
    }
}
