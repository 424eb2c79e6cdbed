using System.Text;
using SkiaSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Compares with the files in <c>tests/data/approved</c>. What differs is left beside them as <c>*.received.*</c>; to approve it, rename it
/// by hand.
/// </summary>
internal static class Approved
{
    /// <summary>
    /// A PNG whose bytes lie within <paramref name="tolerance"/> levels of the approved one, but for a thousandth of them.
    /// </summary>
    public static void Picture(byte[] png, string name, int tolerance = 3) =>
        Compare(png, name, ".png", approved => Difference(approved, png, tolerance));

    /// <summary>A text, line by line.</summary>
    public static void Text(string text, string name) =>
        Compare(Encoding.UTF8.GetBytes(text), name, ".txt", approved => Difference(Lines(Encoding.UTF8.GetString(approved)), Lines(text)));

    private static void Compare(byte[] actual, string name, string extension, Func<byte[], string?> differ)
    {
        string approved = TestData.At($"approved/{name}{extension}"),
            received = TestData.At($"approved/{name}.received{extension}");
        string? difference = File.Exists(approved) ? differ(File.ReadAllBytes(approved)) : "nothing is approved yet";
        if (difference is null)
        {
            File.Delete(received);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllBytes(received, actual);
        Assert.Fail($"{name}: {difference}. Look at {received}; rename it to {Path.GetFileName(approved)} if it is right.");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static string? Difference(string[] approved, string[] actual)
    {
        string[] differences = [.. approved.Except(actual).Select(l => "- " + l), .. actual.Except(approved).Select(l => "+ " + l)];
        return differences.Length > 0 ? $"{differences.Length} lines differ:\n{string.Join('\n', differences.Take(20))}\n"
            : approved.SequenceEqual(actual) ? null
            : "the lines come in another order";
    }

    private static string? Difference(byte[] approved, byte[] png, int tolerance)
    {
        using SKBitmap expected = SKBitmap.Decode(approved),
            actual = SKBitmap.Decode(png);
        if (expected.Info.Size != actual.Info.Size)
            return $"{actual.Width} x {actual.Height} instead of {expected.Width} x {expected.Height}";
        int off = expected.Bytes.Zip(actual.Bytes, (a, b) => Math.Abs(a - b)).Count(d => d > tolerance);
        return off > expected.ByteCount / 1000 ? $"{off} of {expected.ByteCount} bytes are more than {tolerance} levels off" : null;
    }
}
