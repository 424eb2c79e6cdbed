using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;

namespace WhiteBoxLab.Web.Tests;

public sealed class MethodListTests : PageTests
{
    private readonly List<string> toggled = [],
        tuned = [];
    private readonly Dictionary<string, ChosenMethod> chosen = new() { ["grad-cam"] = new(new JsonObject { ["steps"] = 9 }, null) };

    [Fact]
    public void Methods_stand_by_name_and_those_chosen_are_ticked()
    {
        IRenderedComponent<MethodList> list = Show();

        Assert.Equal(["saliency", "grad-cam", "fem"], list.FindAll("input[type=checkbox]").Select(box => box.GetAttribute("data-method")));
        Assert.Equal("grad-cam", Assert.Single(list.FindAll("input[type=checkbox][checked]")).GetAttribute("data-method"));
        Assert.Equal("1 of 3", list.Find(".mt-head .m").TextContent);
    }

    [Fact]
    public void A_method_that_the_network_does_not_take_says_why_and_cannot_be_chosen()
    {
        IRenderedComponent<MethodList> list = Show();

        Assert.True(list.Find("[data-method=fem]").HasAttribute("disabled"));
        Assert.Equal("No layer.", list.Find("#why-fem").TextContent);
        Assert.False(list.Find("[data-method=saliency]").HasAttribute("disabled"));
    }

    [Fact]
    public void What_is_ticked_and_tuned_is_told()
    {
        IRenderedComponent<MethodList> list = Show();
        list.Find("[data-method=saliency]").Change(true);
        list.Find("[aria-label='Options of Grad-CAM']").Click();

        Assert.Equal(["saliency"], toggled);
        Assert.Equal(["grad-cam"], tuned);
        Assert.Empty(list.FindAll("[aria-label='Options of Saliency']")); // it has none
    }

    [Fact]
    public void A_method_is_found_by_a_part_of_its_name_and_what_finds_none_is_taken_back()
    {
        IRenderedComponent<MethodList> list = Show();
        list.Find(".find").Input("cam");
        Assert.Equal("grad-cam", Assert.Single(list.FindAll("input[type=checkbox]")).GetAttribute("data-method"));
        list.Find(".find").Input("nothing like it");
        Assert.Empty(list.FindAll("input[type=checkbox]"));
        list.Find("button.link").Click();

        Assert.Equal(3, list.FindAll("input[type=checkbox]").Count);
    }

    [Fact]
    public void Passes_are_explained_where_they_stand_and_the_Tab_key_stops_once_for_all_rows()
    {
        IRenderedComponent<MethodList> list = Show();
        AngleSharp.Dom.IElement row = list.Find(".mt .c wbl-passes");

        Assert.Equal(
            ("1", "1", "-1", "1 F 1 B"),
            (row.GetAttribute("forwards"), row.GetAttribute("backwards"), row.GetAttribute("tabindex"), row.TextContent)
        );
        Assert.Equal("0", Assert.Single(list.FindAll(".mt-head wbl-passes")).GetAttribute("tabindex"));
    }

    [Fact]
    public async Task As_many_methods_as_a_window_shows_come_with_the_page_and_the_others_once_it_answers()
    {
        MethodCard[] many = [.. Enumerable.Range(0, 40).Select(i => FakeExplorer.Methods[0] with { Id = $"method-{i}" })];
        Dictionary<string, object?> given = new() { ["Methods"] = many, ["Chosen"] = chosen };
        await using HtmlRenderer page = new(Context.Services, NullLoggerFactory.Instance);
        string first = await page.Dispatcher.InvokeAsync(async () =>
            (await page.RenderComponentAsync<MethodList>(ParameterView.FromDictionary(given))).ToHtmlString()
        );

        Assert.Equal(14, first.Split("type=\"checkbox\"").Length - 1);
        Assert.Equal(
            40,
            Context
                .Render<MethodList>(list => list.Add(one => one.Methods, many).Add(one => one.Chosen, chosen))
                .FindAll("input[type=checkbox]")
                .Count
        );
    }

    private IRenderedComponent<MethodList> Show() =>
        Context.Render<MethodList>(list =>
            list.Add(one => one.Methods, FakeExplorer.Methods)
                .Add(one => one.Chosen, chosen)
                .Add(one => one.Obstacles, new Dictionary<string, string> { ["fem"] = "No layer." })
                .Add(one => one.OnToggled, card => toggled.Add(card.Id))
                .Add(one => one.OnTuned, card => tuned.Add(card.Id))
        );
}
