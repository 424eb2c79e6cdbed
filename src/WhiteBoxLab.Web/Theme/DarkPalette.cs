using MudBlazor;

namespace WhiteBoxLab.Web.Theme;

/// <summary>The colours of the dark look: a surround without hue, so that a colour map reads true, and one accent.</summary>
internal static class DarkPalette
{
    /// <summary>Makes the palette.</summary>
    internal static PaletteDark Create() =>
        new()
        {
            Black = "#0A0C0C",
            White = "#FFFFFF",
            Primary = "#55C7B4",
            PrimaryContrastText = "#06201C",
            Secondary = "#BAC4C5",
            SecondaryContrastText = "#15191A",
            Tertiary = "#ADA4F0",
            TertiaryContrastText = "#17123A",
            Info = "#80B6EE",
            InfoContrastText = "#071B30",
            Success = "#70C58D",
            SuccessContrastText = "#062012",
            Warning = "#E3AE5A",
            WarningContrastText = "#271800",
            Error = "#F38D81",
            ErrorContrastText = "#2E0805",
            Dark = "#262B2C",
            DarkContrastText = "#E8EBEB",
            TextPrimary = "#E8EBEB",
            TextSecondary = "#A4AEB0",
            TextDisabled = "#667072",
            ActionDefault = "#A4AEB0",
            ActionDisabled = "#556062",
            ActionDisabledBackground = "#1F2425",
            Background = "#0E1011",
            BackgroundGray = "#090B0B",
            Surface = "#16191A",
            DrawerBackground = "#090B0B",
            DrawerText = "#A4AEB0",
            DrawerIcon = "#A4AEB0",
            AppbarBackground = "#0E1011",
            AppbarText = "#E8EBEB",
            LinesDefault = "#2A2F31",
            LinesInputs = "#727D7F",
            TableLines = "#222728",
            TableStriped = "#131617",
            TableHover = "#1A2322",
            Divider = "#2A2F31",
            DividerLight = "#1F2425",
            Skeleton = "#222728",
            OverlayDark = "rgba(0,0,0,0.6)",
            OverlayLight = "rgba(22,25,26,0.6)",
            GrayDefault = "#727D7F",
            GrayLight = "#A4AEB0",
            GrayLighter = "#2A2F31",
            GrayDark = "#A4AEB0",
            GrayDarker = "#E8EBEB",
        };
}
