using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Halves of characters in JSON: <c>"\ud83d"</c> without its other half. Programs that cut texts anywhere write them, and .NET reads no
/// text that has one.
/// </summary>
public static partial class HalfCharacters
{
    private const int Length = 6; // of \ud83d

    /// <summary>JSON in which each half is the sign for what is no character, U+FFFD: the same bytes where there is none.</summary>
    /// <param name="json">The bytes, UTF-8.</param>
    /// <param name="count">How many there were.</param>
    public static byte[] Mended(byte[] json, out int count)
    {
        ArgumentNullException.ThrowIfNull(json);
        count = 0;
        byte[] mended = json;
        for (int at = 0; at < json.Length; )
        {
            int next = json.AsSpan(at).IndexOf((byte)'\\');
            if (next < 0)
                break;
            at += next;
            (int length, bool half) = EscapeAt(json, at);
            if (half)
            {
                mended = count++ == 0 ? [.. json] : mended;
                "\\ufffd"u8.CopyTo(mended.AsSpan(at));
            }
            at += length;
        }
        return mended;
    }

    /// <summary>The same of JSON as a text.</summary>
    /// <param name="json">The JSON.</param>
    public static string MendedJson(string json) => Encoding.UTF8.GetString(Mended(Encoding.UTF8.GetBytes(json), out _));

    /// <summary>A text in which each half is U+FFFD: the same where there is none.</summary>
    /// <param name="text">The text.</param>
    public static string Mended(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>A text in JSON as it stands there, with its halves: put to others they may be whole.</summary>
    /// <param name="text">The text; anything else is read as none.</param>
    public static string TextOf(JsonElement text) =>
        text.ValueKind is not JsonValueKind.String
            ? ""
            : Escape()
                .Replace(text.GetRawText()[1..^1], escape =>
                    escape.Groups["unit"] is { Success: true } unit ? Unit(unit.Value) : Letter(escape.Value[1])
                );

    private static string Unit(string number) => $"{(char)int.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture)}";

    private static string Letter(char letter) =>
        letter switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'b' => "\b",
            'f' => "\f",
            _ => $"{letter}",
        };

    // How long the escape is, with its other half where it has one, and whether it is half of a character.
    private static (int Length, bool Half) EscapeAt(byte[] json, int at)
    {
        if (UnitAt(json, at) is not { } unit)
            return (2, false);
        if (char.IsHighSurrogate(unit) && UnitAt(json, at + Length) is { } second && char.IsLowSurrogate(second))
            return (2 * Length, false);
        return (Length, char.IsSurrogate(unit));
    }

    private static char? UnitAt(byte[] json, int at) =>
        at + Length <= json.Length
        && json[at] == (byte)'\\'
        && json[at + 1] == (byte)'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : null;

    [GeneratedRegex(@"\\(?:u(?<unit>[0-9a-fA-F]{4})|.)")]
    private static partial Regex Escape();
}
