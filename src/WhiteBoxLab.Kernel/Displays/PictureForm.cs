using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Shows photos, heatmaps and the bytes of PNG files as pictures; several heatmaps as a figure.</summary>
internal sealed class PictureForm : DisplayForm
{
    private static ReadOnlySpan<byte> PngMark => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    public override int Rank => 30;

    public override Display? Show(object value, DisplayRoom room, string? valueId) => value switch
    {
        Photo photo => Picture(photo.EncodePng(), photo.ToString()),
        Heatmap heatmap => Picture(heatmap.EncodePng(), heatmap.ToString()),
        IReadOnlyList<Heatmap> { Count: > 0 } heatmaps => Picture(Figure.SideBySide(heatmaps), string.Join("\n", heatmaps)),
        byte[] bytes when bytes.AsSpan().StartsWith(PngMark) => Picture(bytes, $"A picture, {bytes.Length} bytes of PNG"),
        _ => null,
    };

    private static Display Picture(byte[] png, string text) => new([new FormattedValue("image/png", Convert.ToBase64String(png)), new FormattedValue("text/plain", text)]);
}
