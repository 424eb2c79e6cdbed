using MudBlazor;

namespace WhiteBoxLab.Web.Theme;

/// <summary>The colours of the light look: a surround without hue, so that a colour map reads true, and one accent.</summary>
internal static class LightPalette
{
    /// <summary>Makes the palette.</summary>
    internal static PaletteLight Create() =>
        new()
        {
            Black = "#15191A",
            White = "#FFFFFF",
            Primary = "#0A655C",
            PrimaryContrastText = "#FFFFFF",
            Secondary = "#3A4547",
            SecondaryContrastText = "#FFFFFF",
            Tertiary = "#5A4CA6",
            TertiaryContrastText = "#FFFFFF",
            Info = "#1F5A96",
            InfoContrastText = "#FFFFFF",
            Success = "#1B673B",
            SuccessContrastText = "#FFFFFF",
            Warning = "#7F4D00",
            WarningContrastText = "#FFFFFF",
            Error = "#A8261E",
            ErrorContrastText = "#FFFFFF",
            Dark = "#1A1E1F",
            DarkContrastText = "#FFFFFF",
            TextPrimary = "#15191A",
            TextSecondary = "#4A5355",
            TextDisabled = "#8A9395",
            ActionDefault = "#4A5355",
            ActionDisabled = "#A7AEAF",
            ActionDisabledBackground = "#E6E8E8",
            Background = "#F1F2F2",
            BackgroundGray = "#E6E8E8",
            Surface = "#FFFFFF",
            DrawerBackground = "#1A1E1F",
            DrawerText = "#B4BDBF",
            DrawerIcon = "#B4BDBF",
            AppbarBackground = "#FFFFFF",
            AppbarText = "#15191A",
            LinesDefault = "#D8DCDC",
            LinesInputs = "#788284",
            TableLines = "#E4E7E7",
            TableStriped = "#F7F8F8",
            TableHover = "#EEF3F2",
            Divider = "#D8DCDC",
            DividerLight = "#E8EBEB",
            Skeleton = "#E1E4E4",
            OverlayDark = "rgba(16,19,20,0.5)",
            OverlayLight = "rgba(255,255,255,0.6)",
            GrayDefault = "#788284",
            GrayLight = "#A7AEAF",
            GrayLighter = "#D8DCDC",
            GrayDark = "#4A5355",
            GrayDarker = "#2A3031",
        };
}
