using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;

namespace WhiteBoxLab.Web.Tests;

public sealed class ExploreAddressTests : PageTests
{
    [Fact]
    public async Task A_class_chosen_by_hand_stands_in_the_address_and_the_ways_back_and_forward_bring_it()
    {
        IRenderedComponent<ExplorePage> page = Open("/explore?photo=chelsea");
        page.Until(shown => Assert.Equal("cat", Target(shown)));
        await page.DoAsync(shown => shown.FindAll(".top5 button")[1].Click());

        page.Until(shown => Assert.Equal("dog", Target(shown)));
        Assert.EndsWith("/explore?photo=chelsea&target=0", Address.Uri, StringComparison.Ordinal);

        await page.InvokeAsync(() => Address.NavigateTo("/explore?photo=chelsea"));
        page.Until(shown => Assert.Equal("cat", Target(shown)));

        await page.InvokeAsync(() => Address.NavigateTo("/explore?photo=chelsea&target=0"));
        page.Until(shown => Assert.Equal("dog", Target(shown)));
    }

    [Fact]
    public async Task The_way_back_from_a_run_brings_the_photo_with_the_class_that_was_chosen()
    {
        IRenderedComponent<ExplorePage> page = Open("/explore?photo=chelsea&target=0");
        page.Until(shown => Assert.Equal("dog", Target(shown)));
        await page.DoAsync(shown => shown.Button("Run ").Click());
        FakeCommand explain = await Lab.Explorer.HeardAsync<Explain>();
        string run = page.Instance.RunId ?? Address.Uri.Split('/')[^1];
        page.Until(shown => Assert.NotEmpty(shown.FindAll("wbl-map[state=queued]")));

        await page.InvokeAsync(() => Address.NavigateTo("/explore?photo=chelsea&target=0"));
        page.Render(shown => shown.Add(one => one.RunId, null));

        page.Until(shown => Assert.NotEmpty(shown.FindAll("wbl-map[state=planned]")));
        Assert.Equal("dog", Target(page));
        Assert.Equal(0, explain.Of<Explain>().Target);
        Assert.Matches("^[0-9a-f]{10}$", run);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("-1")]
    [InlineData("cat")]
    public void A_class_that_the_network_does_not_have_is_told_and_the_most_probable_one_is_explained(string target)
    {
        IRenderedComponent<ExplorePage> page = Open($"/explore?photo=chelsea&target={target}");

        page.Until(shown =>
            Assert.Equal($"There is no class '{target}'. tiny has the classes 0 to 2.", shown.Find("[role=alert] span").TextContent)
        );
        Assert.Equal("cat", Target(page));
    }

    [Fact]
    public void A_method_in_the_address_is_the_only_one_chosen()
    {
        IRenderedComponent<ExplorePage> page = Open("/explore?photo=chelsea&method=grad-cam");

        page.Until(shown => Assert.Equal("Run 1 method", shown.Find(".side-foot button").TextContent.Trim()));
        Assert.Equal("grad-cam", Assert.Single(page.FindAll("input[type=checkbox][checked]")).GetAttribute("data-method"));
    }

    [Fact]
    public void A_method_that_there_is_not_or_that_the_network_does_not_take_is_told()
    {
        IRenderedComponent<ExplorePage> page = Open("/explore?photo=chelsea&method=magic");
        page.Until(shown =>
            Assert.Equal("There is no method 'magic'. Choose one from the list.", shown.Find("[role=alert] span").TextContent)
        );

        page.InvokeAsync(() => Address.NavigateTo("/explore?photo=chelsea&method=fem"));
        page.Until(shown =>
            Assert.Equal("FEM needs a layer that this network does not have.", shown.Find("[role=alert] span").TextContent)
        );
    }

    private NavigationManager Address => Context.Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<ExplorePage> Open(string address)
    {
        Address.NavigateTo(address);
        return Context.Render<ExplorePage>();
    }

    private static string Target(IRenderedComponent<ExplorePage> page) => page.Find(".top5 li.on .ell").FirstChild!.TextContent.Trim();
}
