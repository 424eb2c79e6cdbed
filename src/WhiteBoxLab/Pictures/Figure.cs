using SkiaSharp;

namespace WhiteBoxLab;

/// <summary>Several heatmaps in one picture, each with its title, its class, a colour bar with limits and zero, and what it cost.</summary>
public static class Figure
{
    /// <summary>Draws heatmaps side by side, for screens with two pixels a point: a map of 224 x 224 takes 448 x 448.</summary>
    /// <param name="maps">At least one.</param>
    /// <param name="columns">Pictures in a row, 1 to 8. Defaults to all up to 4 in one row, then 3, from 7 on 4.</param>
    /// <returns>A PNG file on white.</returns>
    /// <exception cref="ArgumentException">There is no map, or too many for one picture.</exception>
    public static byte[] SideBySide(IReadOnlyList<Heatmap> maps, int? columns = null)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count is 0 or > 64)
            throw new ArgumentException($"A figure takes 1 to 64 maps; these are {maps.Count}.", nameof(maps));
        int across = columns
            ?? maps.Count switch
            {
                <= 4 => maps.Count,
                <= 6 => 3,
                _ => 4,
            };
        if (across is < 1 or > 8)
            throw new ArgumentOutOfRangeException(nameof(columns), columns, "A figure has 1 to 8 columns.");

        Heatmap[] large = [.. maps.Select(Enlarged)];
        FigureLayout layout = new(large, Math.Min(across, maps.Count));
        using SKBitmap bitmap = new(new SKImageInfo(layout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(bitmap);
        using FigurePen pen = new(canvas);
        canvas.Clear(SKColors.White);
        for (int i = 0; i < large.Length; i++)
            pen.Draw(large[i], layout.At(i), layout.CellWidth);
        return Png.Encode(bitmap);
    }

    /// <summary>Draws heatmaps side by side, as many as there are in one row up to 4.</summary>
    /// <param name="maps">At least one.</param>
    /// <returns>A PNG file on white.</returns>
    public static byte[] SideBySide(params Heatmap[] maps) => SideBySide(maps, null);

    /// <summary>Draws the first map of each attribution side by side, as many as there are in one row up to 4.</summary>
    /// <param name="maps">At least one; stay the caller's.</param>
    /// <returns>A PNG file on white.</returns>
    public static byte[] SideBySide(params Attribution[] maps) => SideBySide([.. maps.Select(m => Heatmap.Paint(m))], null);

    private static Heatmap Enlarged(Heatmap map)
    {
        int scale = (int)Math.Clamp(Math.Round((double)FigureLayout.Side * map.Options.Scale / map.Width), 1, 8);
        return scale == map.Options.Scale ? map : map.With(map.Options with { Scale = scale });
    }
}
