using SkiaSharp;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>Pictures made small for lists. Transparency stays, which a <see cref="Photo"/> has not.</summary>
internal static class Thumbnail
{
    private const int Quality = 80;

    /// <summary>The middle of a picture as a square, WebP: some kilobytes.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="side">Pixels, at least 1.</param>
    /// <exception cref="PhotoException">It is no picture that can be read, or it has more than 40 megapixels.</exception>
    public static byte[] Of(byte[] file, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        using SKBitmap picture = Decode(file);
        using SKBitmap small = new(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (SKCanvas canvas = new(small))
        using (SKImage image = SKImage.FromBitmap(picture))
            canvas.DrawImage(
                image,
                Middle(picture),
                new SKRect(0, 0, side, side),
                new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
            );
        using SKData encoded = small.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded.ToArray();
    }

    // Its size is held against the limit before anything is decoded.
    private static SKBitmap Decode(byte[] file)
    {
        using SKData data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data) ?? throw new PhotoException();
        if ((long)codec.Info.Width * codec.Info.Height > Photo.MostPixels)
            throw new PhotoException($"The picture has more than {Photo.MostPixels / 1_000_000} megapixels.");
        return SKBitmap.Decode(codec) ?? throw new PhotoException();
    }

    private static SKRect Middle(SKBitmap picture)
    {
        int side = Math.Min(picture.Width, picture.Height);
        return SKRect.Create((picture.Width - side) / 2f, (picture.Height - side) / 2f, side, side);
    }
}
