namespace WhiteBoxLab;

/// <summary>The colours themselves: the same tables and rules as the viewer in the browser.</summary>
/// <remarks>
/// Inferno, magma and viridis: S. van der Walt and N. Smith, matplotlib (CC0). Mako: M. Waskom, seaborn (BSD 3-clause). Each as colours at
/// even distances, linear between.
/// </remarks>
public static class Palette
{
    private const string Inferno =
        "00000402020c0504170a072210092d160b391e0c45260c512f0a5b380962400a67490b6a510e6c59106e61136e69166e71196e781c6d801f6c88226a"
        + "902568982766a02a63a82e5fb0315bb73557bf3952c63d4dcc4248d34743d94d3ddf5337e45a31e9612bed6925f1711ff47918f78212f98b0bfa9407"
        + "fb9d07fca60cfcb014fbba1ffac42af8cd37f6d746f4e156f2ea69f2f27df5f992fcffa4";

    private const string Magma =
        "00000402020b0504160907200e0b2b140e361a104221114e29115a311165390f6e420f754a107952137c5a167e6219806a1c81721f81792282812581"
        + "892881912b81992d80a1307eaa337db2357bba3878c23b75ca3e72d2426fd9466be04c67e75263ec5860f1605df4695cf7725cf97b5dfb8560fc8e64"
        + "fd9869fea16efeaa74feb47bfebd82fec68afecf92fed89afde2a3fdebacfcf4b6fcfdbf";

    private const string Viridis =
        "44015446085c471063481769481d6f482475472a7a46307e453781433d844142873f48893d4e8a3a538b38598c355e8d33638d31688e2e6d8e2c718e"
        + "2a768e297b8e27808e25848e23898e218e8d20928c1f978b1e9c891fa18821a58524aa8328ae802eb37c35b7793dbc7446c06f50c46a5ac86465cb5e"
        + "70cf577cd25089d54895d840a2da37b0dd2fbddf26cae11fd8e219e5e419f1e51dfde725";

    private const string Mako = "0b04052e1e3b413d7b37659e348fa740b7ad8bdab2def5e5";
    private const string Against = "1a5cc71a5cc73d94f29edbff";
    private const string For = "e66b1ae66b1afa9e33ffdb85";

    /// <summary>The colour of a value on a sequential map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="t">The value as a part of the limit, 0 to 1; what lies outside is clamped.</param>
    /// <returns>Red, green, blue (0 to 255) and the opacity (0 to 1): <c>min(1, 1.35 t)^1.1</c>, so that nothing is drawn where nothing is;
    /// 0.6 everywhere for jet.</returns>
    public static (double Red, double Green, double Blue, double Alpha) Sequential(ColourMap map, double t)
    {
        t = Math.Clamp(t, 0, 1);
        if (map == ColourMap.Jet)
            return Jet(t);

        // The darkest end would be black on black, the lightest white on white.
        (string colours, double from, double to) = map switch
        {
            ColourMap.Magma => (Magma, 0.16, 0.98),
            ColourMap.Viridis => (Viridis, 0, 1),
            ColourMap.Mako => (Mako, 0.16, 0.98),
            ColourMap.Grey => ("000000ffffff", 0.3, 1),
            _ => (Inferno, 0.16, 0.98),
        };
        (double red, double green, double blue) = Even(colours, from + (to - from) * t);
        return (red, green, blue, Math.Pow(Math.Min(1, 1.35 * t), 1.1));
    }

    /// <summary>The colour of a signed value: blue speaks against, orange for, nothing at zero.</summary>
    /// <param name="map">The map; only <see cref="ColourMap.Jet"/> makes a difference.</param>
    /// <param name="t">The value as a part of the limit, -1 to 1; what lies outside is clamped.</param>
    /// <returns>Red, green, blue (0 to 255) and the opacity (0 to 1): <c>min(1, 1.5 |t|)^0.85</c>.</returns>
    public static (double Red, double Green, double Blue, double Alpha) Diverging(ColourMap map, double t)
    {
        t = Math.Clamp(t, -1, 1);
        if (map == ColourMap.Jet)
            return Jet((t + 1) / 2);

        string colours = t < 0 ? Against : For;
        double size = Math.Abs(t);
        double place = size switch
        {
            < 0.16 => 0,
            < 0.52 => 1 + (size - 0.16) / 0.36,
            _ => 2 + (size - 0.52) / 0.48,
        };
        (double red, double green, double blue) = Even(colours, place / 3);
        return (red, green, blue, Math.Pow(Math.Min(1, 1.5 * size), 0.85));
    }

    private static (double, double, double) Even(string colours, double t)
    {
        int last = colours.Length / 6 - 1;
        double place = t * last;
        int low = Math.Min((int)place, last - 1);
        double Part(int channel)
        {
            double a = Hex(colours, 6 * low + 2 * channel),
                b = Hex(colours, 6 * low + 6 + 2 * channel);
            return a + (b - a) * (place - low);
        }
        return (Part(0), Part(1), Part(2));
    }

    private static int Hex(string colours, int at) =>
        byte.Parse(colours.AsSpan(at, 2), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private static (double, double, double, double) Jet(double t)
    {
        double Ramp(double centre) => 255 * Math.Clamp(1.5 - Math.Abs(4 * t - centre), 0, 1);
        return (Ramp(3), Ramp(2), Ramp(1), 0.6);
    }
}
