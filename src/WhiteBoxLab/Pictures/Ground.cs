namespace WhiteBoxLab;

/// <summary>What lies below a heatmap.</summary>
internal static class Ground
{
    private const double Brightness = 0.78;

    /// <summary>RGB rows that the caller may paint over.</summary>
    public static byte[] Of(Photo? seen, int width, int height, HeatmapGround kind)
    {
        if (seen is null || kind == HeatmapGround.Off)
            return new byte[3 * width * height];
        byte[] picture = seen.Resize(width, height).Pixels.ToArray();
        if (kind == HeatmapGround.Grey)
            MakeGrey(picture);
        return picture;
    }

    private static void MakeGrey(Span<byte> rgb)
    {
        for (int i = 0; i < rgb.Length; i += 3)
        {
            double luma = 0.299 * rgb[i] + 0.587 * rgb[i + 1] + 0.114 * rgb[i + 2];
            rgb.Slice(i, 3).Fill((byte)(Brightness * luma + 0.5));
        }
    }
}
