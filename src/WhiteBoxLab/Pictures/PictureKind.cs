using System.Buffers.Binary;

namespace WhiteBoxLab;

/// <summary>What a file is, by its first bytes.</summary>
internal static class PictureKind
{
    public static bool CanRead(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF })
        || IsPng(bytes)
        || bytes.StartsWith("GIF8"u8)
        || (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("WEBP"u8));

    /// <summary>In words, for a file that is none of the four kinds we read.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            _ when bytes.StartsWith("%PDF"u8) => "it begins like a PDF",
            _ when bytes.StartsWith("PK\u0003\u0004"u8) => "it begins like a ZIP archive",
            _ when bytes.StartsWith("BM"u8) => "it begins like a BMP",
            _ when bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) => "it begins like a TIFF or a raw photo",
            _ when bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8) => "it begins like HEIC, AVIF or a film",
            _ when IsText(bytes) => "it begins like text",
            _ => "its first bytes are those of no picture",
        };

    /// <summary>The size that a PNG's header tells, or (0, 0) for anything else.</summary>
    public static (long Width, long Height) PngSize(ReadOnlySpan<byte> bytes) =>
        IsPng(bytes) && bytes.Length >= 24 && bytes[12..].StartsWith("IHDR"u8)
            ? (BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]) & int.MaxValue)
            : (0, 0);

    public static bool IsPng(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 });

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes[..Math.Min(bytes.Length, 64)])
        {
            if (b < 32 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r') || b == 127)
                return false;
        }
        return true;
    }
}
