using System.Text.Json.Nodes;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer;

namespace WhiteBoxLab.Web.Tests;

public sealed class OptionsDialogTests : PageTests
{
    private static readonly MethodCard Card = FakeExplorer.Methods[1];

    private IRenderedComponent<MudDialogProvider> Shown => Context.Dialogs;

    [Fact]
    public async Task What_the_kernel_allows_can_be_used_and_differs_from_the_defaults()
    {
        IDialogReference dialog = await ShowAsync();
        (await Lab.Explorer.HeardAsync<CheckMethod>()).Tell(new MethodChecked(null, "new GradCam()", 1, 1)).Succeed();
        Shown.Until(shown => Assert.Contains("new GradCam()", shown.Markup, StringComparison.Ordinal));
        await Shown.DoAsync(shown => shown.Find("input").Input("9"));
        FakeCommand check = await Lab.Explorer.HeardAsync<CheckMethod>();
        Assert.True(Shown.Button("Use").HasAttribute("disabled")); // nobody has said yes yet
        check.Tell(new MethodChecked(null, "new GradCam(steps: 9)", 9, 9)).Succeed();
        Shown.Until(shown => Assert.False(shown.Button("Use").HasAttribute("disabled")));
        await Shown.DoAsync(shown => shown.Button("Use").Click());

        ChosenMethod chosen = (ChosenMethod)(await dialog.Result)!.Data!;
        Assert.Equal(("""{"steps":9}""", 18.0), (chosen.Options!.ToJsonString(), chosen.Cost!.Sum));
        Assert.Equal("""{"steps":9}""", check.Of<CheckMethod>().Options!.ToJsonString());
    }

    [Fact]
    public async Task What_the_kernel_does_not_allow_is_told_and_cannot_be_used()
    {
        await ShowAsync();
        (await Lab.Explorer.HeardAsync<CheckMethod>()).Tell(new MethodChecked("This network has no such layer.", null, 0, 0)).Succeed();

        Shown.Until(shown =>
            Assert.Contains("This network has no such layer.", shown.Find(".opt-says").TextContent, StringComparison.Ordinal)
        );
        Assert.True(Shown.Button("Use").HasAttribute("disabled"));
    }

    [Fact]
    public async Task What_is_no_number_is_told_and_the_kernel_is_not_asked()
    {
        await ShowAsync();
        (await Lab.Explorer.HeardAsync<CheckMethod>()).Tell(new MethodChecked(null, "new GradCam()", 1, 1)).Succeed();
        Shown.Until(shown => Assert.False(shown.Button("Use").HasAttribute("disabled")));
        await Shown.DoAsync(shown => shown.Find("input").Input("many"));

        Shown.Until(shown => Assert.Contains("A whole number is needed.", shown.Markup, StringComparison.Ordinal));
        Assert.True(Shown.Button("Use").HasAttribute("disabled"));
        Assert.Single(Lab.Explorer.Heard.OfType<CheckMethod>());
    }

    [Fact]
    public async Task An_answer_that_comes_late_does_not_stand_for_what_is_typed_now()
    {
        await ShowAsync();
        FakeCommand early = await Lab.Explorer.HeardAsync<CheckMethod>();
        await Shown.DoAsync(shown => shown.Find("input").Input("9"));
        (await Lab.Explorer.HeardAsync<CheckMethod>()).Tell(new MethodChecked(null, "new GradCam(steps: 9)", 9, 9)).Succeed();
        Shown.Until(shown => Assert.Contains("steps: 9", shown.Markup, StringComparison.Ordinal));
        early.Tell(new MethodChecked("Too late.", null, 0, 0)).Succeed();
        await Shown.DoAsync(shown => shown.Find("input").Input("10"));
        (await Lab.Explorer.HeardAsync<CheckMethod>()).Tell(new MethodChecked(null, "new GradCam(steps: 10)", 10, 10)).Succeed();

        Shown.Until(shown => Assert.Contains("steps: 10", shown.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Too late.", Shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_defaults_come_back()
    {
        await ShowAsync(new JsonObject { ["steps"] = 9 });
        Assert.Equal("9", Shown.Find("input").GetAttribute("value"));
        await Shown.DoAsync(shown => shown.Button("Defaults").Click());

        Shown.Until(shown => Assert.Equal("4", shown.Find("input").GetAttribute("value")));
    }

    private async Task<IDialogReference> ShowAsync(JsonObject? options = null)
    {
        CatalogueProduced catalogue = await Lab.Get<ExplorerKernel>().CatalogueAsync(Xunit.TestContext.Current.CancellationToken);
        DialogParameters<OptionsDialog> parameters = new()
        {
            { dialog => dialog.Card, Card },
            { dialog => dialog.Network, catalogue.FindNetwork(null) },
            { dialog => dialog.Options, options },
        };
        IDialogService dialogs = Context.Services.GetRequiredService<IDialogService>();
        return await Shown.InvokeAsync(() => dialogs.ShowAsync<OptionsDialog>(Card.Name, parameters));
    }
}
