using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Tests;

public sealed class ExplorePageTests : PageTests
{
    [Fact]
    public void A_photo_is_looked_at_and_its_classes_are_shown()
    {
        IRenderedComponent<ExplorePage> page = Open();

        page.Until(shown => Assert.Equal(["cat", "dog"], shown.FindAll(".top5 .ell").Select(one => one.FirstChild!.TextContent.Trim())));
        Assert.Equal(FakeExplorer.Sample, Lab.Explorer.Heard.OfType<Classify>().Single().Photo);
        Assert.Equal("Run 2 methods", RunButton(page).TextContent.Trim()); // of the six to begin with those that this network takes
    }

    [Fact]
    public void A_photo_that_the_kernel_cannot_read_is_told_in_its_words()
    {
        Lab.Explorer.Refuse<Classify>("This file is not a picture we can read.");
        string photo = Lab.Artifacts.Put([1], "png");
        IRenderedComponent<ExplorePage> page = Open(photo, "mine.png");

        page.Until(shown => Assert.Equal("This file is not a picture we can read.", Alert(shown)));
        Assert.Equal(photo, Lab.Explorer.Heard.OfType<Classify>().Single().Photo); // its name, not where it lies
    }

    [Fact]
    public void A_photo_that_is_gone_is_told()
    {
        string photo = $"{new string('0', 32)}.png";
        IRenderedComponent<ExplorePage> page = Open(photo, "mine.png");

        page.Until(shown => Assert.Equal("The photo 'mine.png' is gone from the lab's store. Choose it again.", Alert(shown)));
        Assert.Empty(Lab.Explorer.Heard.OfType<Classify>()); // the store knows without a kernel
    }

    [Fact]
    public async Task A_run_shows_its_maps_as_they_come()
    {
        (IRenderedComponent<ExplorePage> page, FakeCommand explain) = await RunAsync();
        explain.Tell(new MapBegun(explain.Of<Explain>().Choices[0].Id, "saliency"));
        page.Until(shown => Assert.Equal(["running", "queued"], States(shown)));
        explain.Tell(explain.Made(0));
        page.Until(shown => Assert.Equal(["done", "queued"], States(shown)));
        Assert.Contains("1 of 2 done", page.Markup, StringComparison.Ordinal);
        explain.Tell(explain.Made(1)).Succeed();

        page.Until(shown => Assert.StartsWith("Run 2 methods", RunButton(shown).TextContent.Trim(), StringComparison.Ordinal));
        Assert.Contains("Two maps of cat", page.Find(".tl").TextContent, StringComparison.Ordinal);
        Assert.Matches("/explore/[0-9a-f]{10}$", Context.Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public async Task The_probability_is_explained_where_it_is_asked_for_and_a_run_remembers_it()
    {
        IRenderedComponent<ExplorePage> page = Open();
        page.Until(shown => Assert.False(RunButton(shown).HasAttribute("disabled")));
        Assert.Equal(["Score", "Probability"], page.FindAll(".quantity label").Select(label => label.TextContent.Trim()));
        await page.DoAsync(shown => shown.FindAll(".quantity input")[1].Change("on"));
        await page.DoAsync(shown => RunButton(shown).Click());
        FakeCommand explain = await Lab.Explorer.HeardAsync<Explain>();

        Assert.True(explain.Of<Explain>().OfProbability);
        explain.Tell(explain.Made(0), explain.Made(1)).Succeed();
        page.Until(shown => Assert.Equal(["done", "done"], States(shown)));
        Assert.True(page.FindAll(".quantity input")[1].HasAttribute("checked"));
    }

    [Fact]
    public async Task A_map_that_fails_says_why_and_the_others_go_on()
    {
        (IRenderedComponent<ExplorePage> page, FakeCommand explain) = await RunAsync();
        MethodChoice first = explain.Of<Explain>().Choices[0];
        explain.Tell(new MapFailed(first.Id, first.Method, "No such layer.", false, 0, 0), explain.Made(1)).Succeed();

        page.Until(shown => Assert.Equal(["failed", "done"], States(shown)));
        Assert.Equal("No such layer.", page.Find("wbl-map").GetAttribute("words"));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_stands_still_and_can_go_on()
    {
        (IRenderedComponent<ExplorePage> page, FakeCommand explain) = await RunAsync();
        page.Until(shown => Assert.Equal("Cancel run", RunButton(shown).TextContent.Trim()));
        await page.DoAsync(shown => RunButton(shown).Click());
        await explain.StopAsync();

        page.Until(shown => Assert.Equal(["cancelled", "cancelled"], States(shown)));
        await page.InvokeAsync(() => page.Instance.OnMapAction(page.Find("wbl-map").GetAttribute("map-id")!, "again"));
        FakeCommand again = await Lab.Explorer.HeardAsync<Explain>();
        Assert.Single(again.Of<Explain>().Choices);
    }

    [Fact]
    public async Task A_kernel_that_dies_is_told_and_the_run_goes_on_with_the_next()
    {
        (IRenderedComponent<ExplorePage> page, FakeCommand explain) = await RunAsync();
        explain.Tell(explain.Made(0));
        Lab.Explorer.Die();
        page.Until(shown => Assert.Equal("The kernel ended (code 139). One map is kept.", Alert(shown)));
        FakeKernel next = await Lab.Kernels.OfExplorerAsync();
        await page.DoAsync(shown => shown.Button("Run the missing one").Click());

        Assert.Single((await next.HeardAsync<Explain>()).Of<Explain>().Choices);
        page.Until(shown => Assert.Empty(shown.FindAll("[role=alert]")));
    }

    [Fact]
    public void A_run_that_there_is_not_is_told()
    {
        IRenderedComponent<ExplorePage> page = Context.Render<ExplorePage>(page => page.Add(one => one.RunId, "ffffffffff"));

        page.Until(shown => Assert.Equal("There is no such run any more. Choose a photo and run again.", Alert(shown)));
    }

    [Fact]
    public async Task A_page_that_opens_a_run_sees_it_going()
    {
        (RunSession run, FakeCommand explain) = await Lab.BeginAsync("saliency");
        explain.Tell(new MapBegun(explain.Of<Explain>().Choices[0].Id, "saliency"));
        IRenderedComponent<ExplorePage> page = Context.Render<ExplorePage>(page => page.Add(one => one.RunId, run.State.Id));

        page.Until(shown => Assert.Equal(["running"], States(shown)));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    private IRenderedComponent<ExplorePage> Open(string photo = "chelsea", string? name = null)
    {
        string address = name is null ? $"/explore?photo={photo}" : $"/explore?photo={photo}&name={name}";
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Context.Render<ExplorePage>();
    }

    private async Task<(IRenderedComponent<ExplorePage> Page, FakeCommand Explain)> RunAsync()
    {
        IRenderedComponent<ExplorePage> page = Open();
        page.Until(shown => Assert.False(RunButton(shown).HasAttribute("disabled")));
        await page.DoAsync(shown => RunButton(shown).Click());
        return (page, await Lab.Explorer.HeardAsync<Explain>());
    }

    private static AngleSharp.Dom.IElement RunButton(IRenderedComponent<ExplorePage> page) => page.Find(".side-foot button");

    private static IEnumerable<string?> States(IRenderedComponent<ExplorePage> page) =>
        page.FindAll("wbl-map").Select(map => map.GetAttribute("state"));

    private static string Alert(IRenderedComponent<ExplorePage> page) => page.Find("[role=alert] span").TextContent;
}
