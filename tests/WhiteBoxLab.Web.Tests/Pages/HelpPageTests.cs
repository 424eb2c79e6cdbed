using Bunit;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Start;

namespace WhiteBoxLab.Web.Tests;

public sealed class HelpPageTests : PageTests
{
    [Fact]
    public void The_library_is_searched_as_one_types_and_methods_lead_into_the_Explorer()
    {
        IRenderedComponent<HelpPage> page = Open();
        page.Find("#api").Input("gradcam");

        Assert.Equal(["GradCam", "GradCam", "XGradCam", "GradCam.Layer"], Found(page));
        Assert.Equal("explore?method=grad-cam", page.Find(".api-found a").GetAttribute("href"));
        Assert.Equal("class GradCam", page.Find(".api-found code").TextContent);
        Assert.Equal("4 found.", page.Find("#api-said").TextContent);
    }

    [Fact]
    public void Before_a_word_is_typed_the_page_says_what_can_be_asked_and_what_finds_nothing_is_told()
    {
        IRenderedComponent<HelpPage> page = Open();
        Assert.Equal(
            "A name, or a few words of what it does: 3 types and 3 members, as their docstrings have them.",
            page.Find("#api-said").TextContent
        );
        page.Find("#api").Input(" no such thing ");

        Assert.Equal(
            "Nothing has “no such thing” in its name, signature or summary. Try one word of it.",
            page.Find("#api-said").TextContent
        );
        Assert.Empty(page.FindAll(".api-found"));
        page.Find("#api").Input("");
        Assert.StartsWith("A name, or", page.Find("#api-said").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_cannot_say_what_there_is_tells_why()
    {
        Lab.Explorer.Refuse<RequestApi>("The library's docstrings are not there.");
        IRenderedComponent<HelpPage> page = Context.Render<HelpPage>();

        page.Until(shown => Assert.Equal("The library's docstrings are not there.", shown.Find("#api-said").TextContent));
        Assert.True(page.Find("#api").HasAttribute("disabled"));
    }

    [Fact]
    public void Maps_signs_scales_families_warnings_passes_and_keys_are_explained()
    {
        IRenderedComponent<HelpPage> page = Open();

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
        Assert.Contains(Open().FindAll("#warnings dt"), term => term.TextContent.Contains(warning, StringComparison.Ordinal));
    }

    private IRenderedComponent<HelpPage> Open()
    {
        IRenderedComponent<HelpPage> page = Context.Render<HelpPage>();
        page.Until(shown => Assert.False(shown.Find("#api").HasAttribute("disabled")));
        return page;
    }

    private static IEnumerable<string> Found(IRenderedComponent<HelpPage> page) =>
        page.FindAll(".api-found b").Select(name => name.TextContent);
}
