using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Start;

namespace WhiteBoxLab.Web.Tests;

public sealed class HelpPageTests : PageTests
{
    [Fact]
    public async Task The_library_is_searched_and_methods_lead_into_the_Explorer()
    {
        IRenderedComponent<HelpPage> page = await OpenAsync("gradcam");

        Assert.Equal(["GradCam", "GradCam", "XGradCam", "GradCam.Layer"], Found(page));
        Assert.Equal("explore?method=grad-cam", page.Find(".api-found a").GetAttribute("href"));
        Assert.Equal("class GradCam", page.Find(".api-found code").TextContent);
        Assert.Equal("4 found.", page.Find("#api-said").TextContent);
    }

    [Fact]
    public async Task Before_a_word_is_asked_the_page_says_what_can_be_asked()
    {
        IRenderedComponent<HelpPage> page = await OpenAsync("");

        Assert.Equal(
            "A name, or a few words of what it does: 3 types and 3 members, as their docstrings have them.",
            page.Find("#api-said").TextContent
        );
    }

    [Fact]
    public async Task What_finds_nothing_is_told()
    {
        IRenderedComponent<HelpPage> page = await OpenAsync(" no such thing ");

        Assert.Equal(
            "Nothing has “no such thing” in its name, signature or summary. Try one word of it.",
            page.Find("#api-said").TextContent
        );
        Assert.Empty(page.FindAll(".api-found"));
    }

    [Fact]
    public async Task A_kernel_that_cannot_say_what_there_is_tells_why_and_the_page_stands()
    {
        Lab.Explorer.Refuse<RequestApi>("The library's docstrings are not there.");
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo("help?find=gradcam");
        IRenderedComponent<HelpPage> page = Context.Render<HelpPage>();

        page.Until(shown => Assert.Equal("The library's docstrings are not there.", shown.Find("#api-said").TextContent));
        using HttpClient visitor = Visitor();
        Assert.Contains("The library&#x27;s docstrings are not there.", await visitor.GetStringAsync("help/library"), Exact);
    }

    [Fact]
    public async Task What_waits_for_the_kernel_is_a_piece_of_the_page_by_itself()
    {
        using HttpClient visitor = Visitor();

        Assert.Contains("<b>GradCam</b>", await visitor.GetStringAsync("help/library?find=gradcam"), Exact);
        Assert.StartsWith("<p>", await visitor.GetStringAsync("help/machine"), Exact);
    }

    [Fact]
    public void Maps_signs_scales_families_warnings_passes_and_keys_are_explained()
    {
        IRenderedComponent<HelpPage> page = Context.Render<HelpPage>();

        Assert.Equal(
            ["maps", "signs", "scales", "families", "warnings", "passes", "keys", "machine"],
            page.FindAll(".help-toc a").Select(link => link.GetAttribute("href")!.Split('#')[1])
        );
        Assert.All(page.FindAll(".help-toc a"), link => Assert.Single(page.FindAll($"#{link.GetAttribute("href")!.Split('#')[1]}")));
    }

    // The words that the kernel and the viewer put below a map, wherever they stand there.
    [Theory]
    [InlineData("src/WhiteBoxLab.Kernel/Explaining/MapWriter.cs", "empty map")]
    [InlineData("src/WhiteBoxLab.Kernel/Explaining/MapWriter.cs", "same for every class")]
    [InlineData("src/browser/viewer/foot.ts", "empty map")]
    [InlineData("src/browser/viewer/foot.ts", "Σ off")]
    [InlineData("src/browser/viewer/foot.ts", " kept")]
    [InlineData("src/browser/viewer/foot.ts", "not a number")]
    public void Each_warning_that_a_map_can_have_is_explained(string source, string warning)
    {
        Assert.Contains(warning, File.ReadAllText(Repository.Path(source.Split('/'))), StringComparison.Ordinal);
        Assert.Contains(Context.Render<HelpPage>().FindAll("#warnings dt"), term =>
            term.TextContent.Contains(warning, StringComparison.Ordinal)
        );
    }

    private const StringComparison Exact = StringComparison.Ordinal;

    private async Task<IRenderedComponent<HelpPage>> OpenAsync(string find)
    {
        await Lab.Get<ExplorerKernel>().ApiAsync(Xunit.TestContext.Current.CancellationToken);
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo($"help?find={Uri.EscapeDataString(find)}");
        return Context.Render<HelpPage>();
    }

    private HttpClient Visitor()
    {
        HttpClient client = new() { BaseAddress = Lab.Address };
        client.DefaultRequestHeaders.Authorization = new("token", Web.Tests.Lab.Token);
        return client;
    }

    private static IEnumerable<string> Found(IRenderedComponent<HelpPage> page) =>
        page.FindAll(".api-found b").Select(name => name.TextContent);
}
