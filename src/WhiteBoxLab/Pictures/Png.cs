using SkiaSharp;

namespace WhiteBoxLab;

/// <summary>Writes PNG files.</summary>
internal static class Png
{
    public static unsafe byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgb888x, SKAlphaType.Opaque));
        Span<byte> target = new((void*)bitmap.GetPixels(), bitmap.ByteCount);
        for (int i = 0, j = 0; i < rgb.Length; i += 3, j += 4)
        {
            target[j] = rgb[i];
            target[j + 1] = rgb[i + 1];
            target[j + 2] = rgb[i + 2];
            target[j + 3] = 255;
        }
        return Encode(bitmap);
    }

    public static byte[] Encode(SKBitmap bitmap)
    {
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 6))
            ?? throw new InvalidOperationException($"A picture of {bitmap.Width} x {bitmap.Height} could not be written as PNG.");
        return data.ToArray();
    }
}
