using MudBlazor;

namespace WhiteBoxLab.Web.Theme;

/// <summary>
/// The look of the lab for MudBlazor. The other half, for the map viewer and own styles, are the <c>--wbl-*</c> variables.
/// </summary>
public static class LabTheme
{
    private static readonly string[] Sans = ["IBM Plex Sans", "system-ui", "sans-serif"];

    /// <summary>Makes the theme.</summary>
    public static MudTheme Create() =>
        new()
        {
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
            Default = Set(new DefaultTypography(), "13px", "18px", "400"),
            H1 = Set(new H1Typography(), "20px", "28px", "600", "-0.1px"),
            H2 = Set(new H2Typography(), "16px", "24px", "600"),
            H3 = Set(new H3Typography(), "13px", "18px", "600"),
            H4 = Set(new H4Typography(), "30px", "36px", "500", "-0.3px"),
            H5 = Set(new H5Typography(), "15px", "20px", "600"),
            H6 = Set(new H6Typography(), "12px", "16px", "600"),
            Subtitle1 = Set(new Subtitle1Typography(), "14px", "20px", "600"),
            Subtitle2 = Set(new Subtitle2Typography(), "12px", "16px", "600"),
            Body1 = Set(new Body1Typography(), "14px", "21px", "400"),
            Body2 = Set(new Body2Typography(), "13px", "18px", "400"),
            Button = Set(new ButtonTypography(), "13px", "18px", "500"),
            Caption = Set(new CaptionTypography(), "12px", "16px", "400"),
            Overline = Set(new OverlineTypography(), "12px", "16px", "600"),
        };

    private static T Set<T>(T typography, string size, string line, string weight, string spacing = "0")
        where T : BaseTypography
    {
        typography.FontFamily = Sans;
        (typography.FontSize, typography.LineHeight, typography.FontWeight) = (size, line, weight);
        (typography.LetterSpacing, typography.TextTransform) = (spacing, "none");
        return typography;
    }

    private static Shadow Shadows()
    {
        string[] elevation = [.. Enumerable.Repeat("0 12px 40px rgba(0,0,0,.28)", 26)];
        (elevation[0], elevation[1], elevation[2]) = ("none", "0 1px 3px rgba(0,0,0,.12)", "0 4px 16px rgba(0,0,0,.18)");
        return new Shadow { Elevation = elevation };
    }
}
