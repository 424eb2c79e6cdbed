using SkiaSharp;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows photos, heatmaps, pictures of SkiaSharp and the bytes of picture files as pictures; several heatmaps as a
/// figure.</summary>
internal sealed class PictureFormatter : DisplayFormatter
{
    public override int Rank => 30;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value switch
        {
            Photo photo => Picture(photo.EncodePng(), photo.ToString()),
            Heatmap heatmap => Picture(heatmap.EncodePng(), heatmap.ToString()),
            IReadOnlyList<Heatmap> { Count: > 0 } heatmaps => Picture(Figure.SideBySide(heatmaps), string.Join("\n", heatmaps)),
            SKNativeObject { Handle: 0 } => new Display([new FormattedValue("text/plain", $"{value.GetType().Name} (disposed)")]),
            SKBitmap { IsEmpty: false } bitmap => Skia(
                bitmap.Encode(SKEncodedImageFormat.Png, 100),
                $"SKBitmap, {bitmap.Width} x {bitmap.Height}"
            ),
            SKPixmap pixels => Skia(pixels.Encode(SKEncodedImageFormat.Png, 100), $"SKPixmap, {pixels.Width} x {pixels.Height}"),
            SKImage image => Skia(image.Encode(SKEncodedImageFormat.Png, 100), $"SKImage, {image.Width} x {image.Height}"),
            SKSurface surface => Snapshot(surface),
            SKData data => File(data.ToArray()),
            byte[] bytes => File(bytes),
            ReadOnlyMemory<byte> bytes => File(bytes.ToArray()),
            Memory<byte> bytes => File(bytes.ToArray()),
            MemoryStream { CanRead: true } stream => File(stream.ToArray()),
            _ => null,
        };

    private static Display? File(byte[] bytes) =>
        PictureBytes.Of(bytes) is { } type
            ? Picture(bytes, $"A picture, {bytes.Length} bytes of {type["image/".Length..].ToUpperInvariant()}", type)
            : null;

    private static Display? Snapshot(SKSurface surface)
    {
        using SKImage image = surface.Snapshot();
        return Skia(image.Encode(SKEncodedImageFormat.Png, 100), $"SKSurface, {image.Width} x {image.Height}");
    }

    private static Display? Skia(SKData? png, string text)
    {
        using SKData? owned = png;
        return owned is null ? null : Picture(owned.ToArray(), text);
    }

    private static Display Picture(byte[] bytes, string text, string type = "image/png") =>
        new([new FormattedValue(type, Convert.ToBase64String(bytes)), new FormattedValue("text/plain", text)]);
}
