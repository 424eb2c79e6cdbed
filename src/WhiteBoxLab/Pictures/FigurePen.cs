using SkiaSharp;

namespace WhiteBoxLab;

/// <summary>Draws one map of a figure with all that is printed around it.</summary>
internal sealed class FigurePen(SKCanvas canvas) : IDisposable
{
    private static readonly SKColor Dark = new(0x15, 0x19, 0x1A),
        Soft = new(0x4A, 0x53, 0x55);
    private readonly SKTypeface face = SKTypeface.FromData(SKData.CreateCopy(Embedded.Bytes("fonts/IBMPlexSans-Regular.ttf")));

    public void Draw(Heatmap map, SKPoint at, int cellWidth)
    {
        Heading(map, at, cellWidth);
        using (SKImage picture = Picture(map.Pixels, map.Width, map.Height))
            canvas.DrawImage(picture, at.X, at.Y + FigureLayout.Head, SKSamplingOptions.Default);
        Bar(map, at.X, at.Y + FigureLayout.Head + map.Height + 10, map.Width);
        Write(map.Note, at.X, at.Y + FigureLayout.Head + map.Height + 66, SKTextAlign.Left, 17, Soft, cellWidth);
    }

    public void Dispose() => face.Dispose();

    private void Heading(Heatmap map, SKPoint at, int cellWidth)
    {
        float title = Write(map.Title, at.X, at.Y + 28, SKTextAlign.Left, 23, Dark, cellWidth);
        Write(map.Label, at.X + cellWidth, at.Y + 28, SKTextAlign.Right, 18, Soft, cellWidth - title - 12);
    }

    private void Bar(Heatmap map, float x, float y, int width)
    {
        using (SKImage bar = Picture(BarPixels(map, width), width, 1))
            canvas.DrawImage(bar, new SKRect(x, y, x + width, y + 12), SKSamplingOptions.Default);
        Write(map.Signed ? ReadOut.Of(-map.Limit) : "0", x, y + 31, SKTextAlign.Left, 17, Soft, width);
        if (map.Signed)
            Write("0", x + width / 2f, y + 31, SKTextAlign.Center, 17, Dark, width);
        Write(ReadOut.Of(map.Limit), x + width, y + 31, SKTextAlign.Right, 17, Soft, width);
    }

    /// <summary>The scale as it looks over the middle of the ground.</summary>
    private static byte[] BarPixels(Heatmap map, int width)
    {
        double ground = map switch
        {
            { Options.Ground: HeatmapGround.Off } => 0,
            { Signed: true } => 100,
            _ => 40,
        };
        ColourTable colours = map.Colours();
        byte[] bar = new byte[3 * width];
        for (int i = 0; i < width; i++)
        {
            double part = (i + 0.5) / width;
            (double red, double green, double blue, double alpha) = colours[(map.Signed ? 2 * part - 1 : part) * map.Limit];
            alpha *= map.Options.Opacity;
            bar[3 * i] = (byte)(ground + (red - ground) * alpha);
            bar[3 * i + 1] = (byte)(ground + (green - ground) * alpha);
            bar[3 * i + 2] = (byte)(ground + (blue - ground) * alpha);
        }
        return bar;
    }

    private static SKImage Picture(ReadOnlySpan<byte> rgb, int width, int height)
    {
        byte[] rgba = new byte[4 * width * height];
        for (int i = 0, j = 0; i < rgb.Length; i += 3, j += 4)
            (rgba[j], rgba[j + 1], rgba[j + 2], rgba[j + 3]) = (rgb[i], rgb[i + 1], rgb[i + 2], 255);
        return SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), rgba);
    }

    private float Write(string text, float x, float y, SKTextAlign align, float size, SKColor colour, float room)
    {
        using SKFont font = new(face, size)
        {
            Subpixel = true,
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
        };
        using SKPaint paint = new() { Color = colour, IsAntialias = true };
        string fitting = Fitting(text, font, room);
        canvas.DrawText(fitting, x, y, align, font, paint);
        return font.MeasureText(fitting);
    }

    private static string Fitting(string text, SKFont font, float room)
    {
        if (font.MeasureText(text) <= room)
            return text;
        while (text.Length > 0 && font.MeasureText(text + "…") > room)
            text = text[..^1];
        return text.TrimEnd(' ', ',') + "…";
    }
}
