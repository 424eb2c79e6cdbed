using System.Text.RegularExpressions;
using WhiteBoxLab.Web.Layout;

namespace WhiteBoxLab.Web.Tests;

public sealed partial class MudStylesTests
{
    [Theory]
    [InlineData(".mud-button{a:b}", ".mud-button{a:b}")]
    [InlineData(".mud-slider{a:b}.mud-icon{c:d}", ".mud-icon{c:d}")]
    [InlineData(".mud-slider-filled,.mud-input .mud-table,.mud-input{a:b}", ".mud-input{a:b}")]
    [InlineData(".mud-tabletop{a:b}", ".mud-tabletop{a:b}")]
    [InlineData(".a:is(.b,.c[d=\",\"]),.mud-chip{a:b}", ".a:is(.b,.c[d=\",\"]){a:b}")]
    [InlineData("@media(min-width:1px){.mt-md-4{a:b}.mud-fab{a:b}}", "")]
    [InlineData("@media(hover:hover){.mud-button:hover{a:b}.mud-fab:hover{a:b}}", "@media(hover:hover){.mud-button:hover{a:b}}")]
    [InlineData(
        "@charset \"UTF-8\";@keyframes mud-table{0%{a:b}}.d-flex{a:b}",
        "@charset \"UTF-8\";@keyframes mud-table{0%{a:b}}.d-flex{a:b}"
    )]
    public void Rules_of_absent_components_and_of_other_widths_are_left_out_and_nothing_else(string css, string kept) =>
        Assert.Equal(kept, MudStyles.Without(css));

    [Fact]
    public void No_page_has_a_component_whose_styles_are_left_out()
    {
        HashSet<string> used =
        [
            .. Directory
                .EnumerateFiles(Repository.Path("src", "WhiteBoxLab.Web"), "*.razor", SearchOption.AllDirectories)
                .SelectMany(file => Tag().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.ToLowerInvariant())),
        ];

        Assert.Contains("button", used);
        Assert.Empty(MudStyles.Absent.Where(name => used.Contains(name.Replace("-", "", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task The_package_has_its_components_and_the_lab_serves_a_third_of_it_at_most_under_an_address_that_is_kept()
    {
        await using FakeLab lab = await FakeLab.OpenAsync();
        using HttpClient client = new() { BaseAddress = lab.Address };
        string whole = await client.GetStringAsync("_content/MudBlazor/MudBlazor.min.css", TestContext.Current.CancellationToken);
        using HttpResponseMessage answer = await client.GetAsync(lab.Get<MudStyles>().Address, TestContext.Current.CancellationToken);
        string part = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
        Assert.InRange(part.Length, whole.Length / 10, whole.Length / 3);
        Assert.All(
            ["mud-button-root", "mud-menu", "mud-input-outlined", "mud-popover-open", "mud-dialog-title", "mud-snackbar", "mud-select"],
            name => Assert.Equal(Regex.Count(whole, $@"\.{name}\b[^{{}}]*\{{") > 0, part.Contains($".{name}", StringComparison.Ordinal))
        );
        Assert.Equal(part.Count(sign => sign == '{'), part.Count(sign => sign == '}'));
    }

    [GeneratedRegex("<Mud([A-Za-z]+)")]
    private static partial Regex Tag();
}
