using System.Buffers.Binary;
using SkiaSharp;

namespace WhiteBoxLab;

/// <summary>Which way up a PNG file says its picture is, in its chunk <c>eXIf</c>, which Skia does not read.</summary>
internal static class PngExif
{
    private const int Signature = 8,
        Frame = 12; // of a chunk: length, kind and check
    private const ushort OrientationTag = 0x0112;

    /// <summary>The orientation; upright where nothing is said, or nothing that can be read.</summary>
    public static SKEncodedOrigin OriginOf(ReadOnlySpan<byte> png)
    {
        for (long at = Signature; at + Frame <= png.Length; )
        {
            ReadOnlySpan<byte> chunk = png[(int)at..];
            long length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (at + Frame + length > png.Length)
                break;
            if (chunk[4..].StartsWith("eXIf"u8))
                return Orientation(chunk.Slice(8, (int)length));
            at += Frame + length;
        }
        return SKEncodedOrigin.TopLeft;
    }

    /// <summary>The orientation among the first entries of a TIFF header of either byte order.</summary>
    private static SKEncodedOrigin Orientation(ReadOnlySpan<byte> tiff)
    {
        bool isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 10 || (!isLittle && !tiff.StartsWith("MM\0*"u8)))
            return SKEncodedOrigin.TopLeft;
        long first = Long(tiff[4..], isLittle);
        int count = first + 2 <= tiff.Length ? Short(tiff[(int)first..], isLittle) : 0;
        for (int i = 0; i < count && first + 14 + (12 * i) <= tiff.Length; i++)
        {
            ReadOnlySpan<byte> entry = tiff.Slice((int)first + 2 + (12 * i), 12);
            if (Short(entry, isLittle) == OrientationTag && Short(entry[8..], isLittle) is >= 1 and <= 8 and var origin)
                return (SKEncodedOrigin)origin;
        }
        return SKEncodedOrigin.TopLeft;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
