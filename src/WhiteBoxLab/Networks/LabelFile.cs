using System.Text;

namespace WhiteBoxLab;

/// <summary>Reads <c>labels.txt</c>: a class a line.</summary>
internal static class LabelFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The lines of a file in UTF-8, in UTF-16 with its mark, or, where it is neither, in Latin-1.</summary>
    internal static IReadOnlyList<string> Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        using StreamReader reader = new(
            new MemoryStream(bytes),
            IsUtf8(bytes) ? Strict : Encoding.Latin1,
            detectEncodingFromByteOrderMarks: true
        );
        List<string> labels = [];
        while (reader.ReadLine() is { } line)
            labels.Add(line);
        return labels;
    }

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            return Strict.GetCharCount(bytes) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
