using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace WhiteBoxLab.Web.Notebooks.Storage.Exports;

/// <summary>The lab's faces for a page that has to be whole by itself: those of which it has a character, within it.</summary>
/// <param name="files">The files that the browser loads, with <c>css/fonts.css</c> and the faces that it names.</param>
public sealed partial class PageFonts(IFileProvider files)
{
    /// <summary>The style with the faces; empty where they cannot be read, and the page looks as its reader's machine has it.</summary>
    /// <param name="html">The page's body.</param>
    public string For(string html)
    {
        string text = WebUtility.HtmlDecode(html);
        return string.Concat(
            Read("css/fonts.css")
                .Select(bytes => Face().Matches(Encoding.UTF8.GetString(bytes)))
                .SelectMany(faces => faces)
                .Where(face => Ranges(face.Groups["ranges"].Value).Any(range => text.AsSpan().ContainsAnyInRange(range.From, range.To)))
                .Select(Within)
        );
    }

    private string Within(Match face) =>
        Address()
            .Replace(face.Value, address =>
                Read($"fonts/{address.Groups["name"]}").Select(Convert.ToBase64String).FirstOrDefault() is { } bytes
                    ? $"url(data:font/woff2;base64,{bytes})"
                    : "local(\"-\")"
            ) + "\n";

    private IEnumerable<byte[]> Read(string path)
    {
        IFileInfo file = files.GetFileInfo(path);
        if (!file.Exists)
            return [];
        using Stream stream = file.CreateReadStream();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return [bytes.ToArray()];
    }

    private static IEnumerable<(char From, char To)> Ranges(string ranges) =>
        Range()
            .Matches(ranges)
            .Select(range => (Sign(range.Groups["from"]), Sign(range.Groups["to"].Success ? range.Groups["to"] : range.Groups["from"])));

    private static char Sign(Group hex) => (char)int.Parse(hex.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"@font-face\s*\{[^}]*unicode-range:(?<ranges>[^;}]*)[^}]*\}")]
    private static partial Regex Face();

    [GeneratedRegex(@"url\(""[^""]*/(?<name>[\w.-]+)""\)")]
    private static partial Regex Address();

    [GeneratedRegex(@"U\+(?<from>[0-9A-F]{1,4})(?:-(?<to>[0-9A-F]{1,4}))?")]
    private static partial Regex Range();
}
