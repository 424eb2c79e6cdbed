namespace WhiteBoxLab;

/// <summary>How a heatmap is painted.</summary>
public sealed record HeatmapOptions
{
    /// <summary>The colours. Defaults to inferno.</summary>
    public ColourMap Colours { get; init; } = ColourMap.Inferno;

    /// <summary>What values below zero become. Defaults to what fits the method.</summary>
    public HeatmapSign Sign { get; init; } = HeatmapSign.Auto;

    /// <summary>What the map lies over. Defaults to the photo in grey.</summary>
    public HeatmapGround Ground { get; init; } = HeatmapGround.Grey;

    /// <summary>How much the map covers the photo, 0 to 1. Defaults to 0.92.</summary>
    public double Opacity
    {
        get;
        init => field = InRange(value, 0, 1, nameof(Opacity));
    } = 0.92;

    /// <summary>
    /// The percentile of the sizes |v| of the map's own values that gets the last colour, 50 to 100. Defaults to 99.4. Where that is 0, the
    /// largest size is taken.
    /// </summary>
    public double Clip
    {
        get;
        init => field = InRange(value, 50, 100, nameof(Clip));
    } = 99.4;

    /// <summary>
    /// The value that gets the last colour, above 0, for maps on a common scale. Defaults to none: <see cref="Clip"/> decides.
    /// </summary>
    public double? Limit
    {
        get;
        init =>
            field = value is null or > 0
                ? value
                : throw new ArgumentOutOfRangeException(nameof(Limit), value, "The limit of a scale lies above 0.");
    }

    /// <summary>Pixels of the picture for a pixel of the network's input, 1 to 8. Defaults to 1.</summary>
    public int Scale
    {
        get;
        init => field = (int)InRange(value, 1, 8, nameof(Scale));
    } = 1;

    private static double InRange(double value, double low, double high, string name) =>
        value >= low && value <= high
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} lies between {low} and {high}.");
}
