using System.Globalization;
using MudBlazor;

namespace WhiteBoxLab.Web.Theme;

/// <summary>
/// The look of the lab for MudBlazor. The other half, for the map viewer and own styles, are the <c>--wbl-*</c> variables.
/// </summary>
public static class LabTheme
{
    private static readonly string[] Sans = ["IBM Plex Sans", "system-ui", "sans-serif"];

    /// <summary>Makes the theme.</summary>
    /// <param name="scope">What its variables hold for: a selector that begins with a colon, which MudBlazor puts before it.</param>
    public static MudTheme Create(string scope) =>
        new()
        {
            PseudoCss = new PseudoCss { Scope = scope },
            PaletteLight = LightPalette.Create(),
            PaletteDark = DarkPalette.Create(),
            Typography = Typography(),
            Shadows = Shadows(),
            LayoutProperties = new LayoutProperties
            {
                DefaultBorderRadius = "4px",
                AppbarHeight = "48px",
                DrawerMiniWidthLeft = "72px",
                DrawerWidthLeft = "72px",
            },
        };

    private static Typography Typography() =>
        new()
        {
            Default = Set(new DefaultTypography(), 13, 18, "400"),
            H1 = Set(new H1Typography(), 20, 28, "600", "-0.1px"),
            H2 = Set(new H2Typography(), 16, 24, "600"),
            H3 = Set(new H3Typography(), 13, 18, "600"),
            H4 = Set(new H4Typography(), 30, 36, "500", "-0.3px"),
            H5 = Set(new H5Typography(), 15, 20, "600"),
            H6 = Set(new H6Typography(), 12, 16, "600"),
            Subtitle1 = Set(new Subtitle1Typography(), 14, 20, "600"),
            Subtitle2 = Set(new Subtitle2Typography(), 12, 16, "600"),
            Body1 = Set(new Body1Typography(), 14, 21, "400"),
            Body2 = Set(new Body2Typography(), 13, 18, "400"),
            Button = Set(new ButtonTypography(), 13, 18, "500"),
            Caption = Set(new CaptionTypography(), 12, 16, "400"),
            Overline = Set(new OverlineTypography(), 12, 16, "600"),
        };

    // Sizes and lines are pixels of a window of 1440: type grows with the screen, and with what the visitor has set in the browser.
    private static T Set<T>(T typography, double size, double line, string weight, string spacing = "0")
        where T : BaseTypography
    {
        typography.FontFamily = Sans;
        (typography.FontSize, typography.LineHeight, typography.FontWeight) = (Rem(size), Rem(line), weight);
        (typography.LetterSpacing, typography.TextTransform) = (spacing, "none");
        return typography;
    }

    private static string Rem(double pixels) => string.Create(CultureInfo.InvariantCulture, $"{pixels / 16}rem");

    private static Shadow Shadows()
    {
        string[] elevation = [.. Enumerable.Repeat("0 12px 40px rgba(0,0,0,.28)", 26)];
        (elevation[0], elevation[1], elevation[2]) = ("none", "0 1px 3px rgba(0,0,0,.12)", "0 4px 16px rgba(0,0,0,.18)");
        return new Shadow { Elevation = elevation };
    }
}
