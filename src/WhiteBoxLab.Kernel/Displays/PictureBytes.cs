namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Tells the files of pictures by how they begin.</summary>
internal static class PictureBytes
{
    /// <summary>The MIME type of a picture's bytes; null where they are none that browsers show.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return "image/png";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (bytes.StartsWith("GIF8"u8))
            return "image/gif";
        return bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp" : null;
    }
}
