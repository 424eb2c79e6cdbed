using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Tests;

public sealed class ExploreNetworkTests : PageTests
{
    private NavigationManager Address => Context.Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task A_network_that_is_chosen_stands_in_the_address_with_its_classes_its_methods_and_its_pace()
    {
        IRenderedComponent<ExplorePage> page = Open("/explore?photo=chelsea&target=0");
        page.Until(shown => Assert.Equal("Run 2 methods", RunButton(shown).TextContent.Trim()));
        page.Until(shown => Assert.Contains("About 0.0 s", shown.Find(".side-foot").TextContent, StringComparison.Ordinal));
        await ChooseAsync(page, FakeExplorer.Other);

        page.Until(shown => Assert.Equal(["day", "night"], Classes(shown)));
        Assert.EndsWith("/explore?photo=chelsea&network=wide", Address.Uri, StringComparison.Ordinal); // the class was another network's
        Assert.Equal("Run 1 method", RunButton(page).TextContent.Trim());
        Assert.Contains("needs a gate", page.Find("#why-saliency").TextContent, StringComparison.Ordinal);
        Assert.False(page.Find("[data-method=fem]").HasAttribute("disabled"));
        page.Until(shown => Assert.Contains("About 2.0 s", shown.Find(".side-foot").TextContent, StringComparison.Ordinal));
        Assert.Contains("2 classes", page.Find(".net-row").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_its_record_its_code_and_its_notebook_have_the_network_that_was_chosen()
    {
        Lab.Explorer.Answer<CheckMethod>(what => [new MethodChecked(null, $"new {what.Method}()", 1, 1)]);
        IRenderedComponent<ExplorePage> page = Open("/explore?photo=chelsea&network=wide");
        page.Until(shown => Assert.False(RunButton(shown).HasAttribute("disabled")));
        await page.DoAsync(shown => shown.Find("[aria-label='Copy as C#']").Click());
        page.Until(_ => Assert.Contains("= Network.Open(\"wide\");", (string)Context.Told("copy").Arguments[0]!, StringComparison.Ordinal));
        await page.DoAsync(shown => RunButton(shown).Click());
        (await Lab.Explorer.HeardAsync<Explain>()).Fail("Enough.");

        Assert.Equal(FakeExplorer.Other, Assert.Single(Lab.Explorer.Heard.OfType<Explain>()).Network);
        Assert.All(Lab.Explorer.Heard.OfType<CheckMethod>(), check => Assert.Equal(FakeExplorer.Other, check.Network));
        Run kept = Lab.Get<RunStore>().Load(Address.Uri.Split('/')[^1])!;
        Assert.Equal(FakeExplorer.Other, kept.Network);
        string code = await Context.Services.GetRequiredService<RunCode>().NetworkAsync(kept.Network);
        Assert.Equal("Network.Open(\"wide\")", code);
    }

    [Fact]
    public async Task A_run_that_is_opened_brings_its_network_and_the_next_photo_stays_with_it()
    {
        (RunSession run, _) = await Lab.BeginOnAsync(FakeExplorer.Other, FakeExplorer.Fem);
        IRenderedComponent<ExplorePage> page = Context.Render<ExplorePage>(page => page.Add(one => one.RunId, run.State.Id));
        page.Until(shown => Assert.Equal("2 classes", shown.Find(".net-row .t2").TextContent));
        Assert.Equal(FakeExplorer.Other, page.Find("[aria-label=Network]").GetAttribute("value"));

        string next = page.Find(".samples a[title^='A cup']").GetAttribute("href")!;
        Assert.EndsWith("explore?photo=coffee&network=wide", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_method_costs_with_its_options_is_asked_for_each_network()
    {
        IRenderedComponent<ExplorePage> page = Open("/explore?photo=chelsea&method=grad-cam");
        await TuneAsync(page, "9", new MethodChecked(null, "new GradCam(steps: 9)", 9, 9));
        page.Until(shown => Assert.Equal("9 F 9 B", CostOf(shown, "grad-cam")));
        await ChooseAsync(page, FakeExplorer.Other);
        FakeCommand check = await Lab.Explorer.HeardAsync<CheckMethod>();
        check.Tell(new MethodChecked(null, "new GradCam(steps: 9)", 18, 18)).Succeed();

        page.Until(shown => Assert.Equal("18 F 18 B", CostOf(shown, "grad-cam")));
        CheckMethod asked = check.Of<CheckMethod>();
        Assert.Equal((FakeExplorer.Other, """{"steps":9}"""), (asked.Network, asked.Options!.ToJsonString()));
    }

    [Fact]
    public async Task A_price_of_the_network_before_that_comes_late_is_not_shown()
    {
        IRenderedComponent<ExplorePage> page = Open("/explore?photo=chelsea&method=grad-cam");
        await TuneAsync(page, "9", new MethodChecked(null, "new GradCam(steps: 9)", 9, 9));
        await ChooseAsync(page, FakeExplorer.Other);
        FakeCommand early = await Lab.Explorer.HeardAsync<CheckMethod>();
        await ChooseAsync(page, FakeExplorer.Network);
        FakeCommand late = await Lab.Explorer.HeardAsync<CheckMethod>();
        late.Tell(new MethodChecked(null, "new GradCam(steps: 9)", 9, 9)).Succeed();
        page.Until(shown => Assert.Equal("9 F 9 B", CostOf(shown, "grad-cam")));
        early.Tell(new MethodChecked(null, "new GradCam(steps: 9)", 18, 18)).Succeed();
        await page.DoAsync(shown => shown.Find("[data-method=saliency]").Change(true)); // drawn anew

        Assert.Equal("9 F 9 B", CostOf(page, "grad-cam"));
    }

    [Fact]
    public async Task A_run_of_a_network_that_the_lab_no_longer_has_is_told_and_its_maps_have_no_options()
    {
        (RunSession run, FakeCommand explain) = await Lab.BeginOnAsync("gone", "grad-cam");
        explain.Fail("There is no network 'gone'.");
        IRenderedComponent<ExplorePage> page = Context.Render<ExplorePage>(page => page.Add(one => one.RunId, run.State.Id));
        page.Until(shown => Assert.Equal("failed", shown.Find("wbl-map").GetAttribute("state")));
        Assert.Contains("There is no network 'gone' in this lab. There is wide, tiny.", page.Markup, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Instance.OnMapAction(run.State.Maps[0].Id, "options"));

        Assert.False(page.Find("wbl-map").HasAttribute("tunable"));
        Assert.Empty(Context.Dialogs.FindAll(".opt"));
    }

    private IRenderedComponent<ExplorePage> Open(string address)
    {
        Address.NavigateTo(address);
        return Context.Render<ExplorePage>();
    }

    private static Task ChooseAsync(IRenderedComponent<ExplorePage> page, string network) =>
        page.DoAsync(shown => shown.Find("[aria-label=Network]").Change(network));

    // Fills in the steps in the form of the options.
    private async Task TuneAsync(IRenderedComponent<ExplorePage> page, string steps, MethodChecked told)
    {
        page.Until(shown => Assert.NotEmpty(shown.FindAll("[aria-label='Options of Grad-CAM']")));
        await page.DoAsync(shown => shown.Find("[aria-label='Options of Grad-CAM']").Click());
        (await Lab.Explorer.HeardAsync<CheckMethod>()).Tell(told).Succeed();
        await Context.Dialogs.DoAsync(shown => shown.Find("input").Input(steps));
        (await Lab.Explorer.HeardAsync<CheckMethod>()).Tell(told).Succeed();
        Context.Dialogs.Until(shown => Assert.False(shown.Button("Use").HasAttribute("disabled")));
        await Context.Dialogs.DoAsync(shown => shown.Button("Use").Click());
    }

    private static string CostOf(IRenderedComponent<ExplorePage> page, string method) =>
        page.Find($".mt:has([data-method={method}]) .c").TextContent.Trim();

    private static IElement RunButton(IRenderedComponent<ExplorePage> page) => page.Find(".side-foot button");

    private static IEnumerable<string> Classes(IRenderedComponent<ExplorePage> page) =>
        page.FindAll(".top5 .ell").Select(one => one.FirstChild!.TextContent.Trim());
}
