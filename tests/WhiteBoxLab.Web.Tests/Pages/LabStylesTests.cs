using Bunit;
using WhiteBoxLab.Web.Layout;

namespace WhiteBoxLab.Web.Tests;

public sealed class LabStylesTests : PageTests
{
    [Fact]
    public void The_controls_have_the_colours_of_both_looks_and_the_roots_class_chooses()
    {
        string page = Context.Render<LabStyles>(styles => styles.Add(one => one.Controls, true)).Markup;

        Assert.Contains("\n:root{", page, StringComparison.Ordinal);
        Assert.Contains("\n:root.wbl-dark{", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_controls_takes_nothing_of_them() =>
        Assert.DoesNotContain("mud", Context.Render<LabStyles>().Markup, StringComparison.OrdinalIgnoreCase);
}
