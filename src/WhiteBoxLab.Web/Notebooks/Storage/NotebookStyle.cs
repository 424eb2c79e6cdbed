using System.Text;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// How a notebook's file is laid out, so that it is written the way it was found: Jupyter's own layout unless the file has another.
/// </summary>
/// <param name="Indent">What each level is indented by; empty for a file on one line.</param>
/// <param name="NewLine">How a line ends.</param>
/// <param name="Colon">What stands between a key and its value.</param>
/// <param name="Comma">What stands between values on one line.</param>
/// <param name="LastLineEnds">Whether the last line ends as well.</param>
/// <param name="Ascii">Whether letters beyond ASCII are written as <c>\u00e9</c>.</param>
/// <param name="Mark">Whether the file begins with the mark of UTF-8.</param>
public sealed record NotebookStyle(string Indent, string NewLine, string Colon, string Comma, bool LastLineEnds, bool Ascii, bool Mark)
{
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>As Jupyter writes: one space, line feeds, letters as they are.</summary>
    public static NotebookStyle Jupyter { get; } = new(" ", "\n", ": ", ",", true, false, false);

    /// <summary>The layout of a file.</summary>
    /// <param name="json">The bytes of the file, valid JSON with an object at its root.</param>
    public static NotebookStyle Of(ReadOnlySpan<byte> json)
    {
        bool mark = json.StartsWith(Utf8Mark);
        ReadOnlySpan<byte> body = mark ? json[3..] : json;
        int brace = body.IndexOf((byte)'{'),
            key = brace + 1 + body[(brace + 1)..].IndexOfAnyExcept(" \t\r\n"u8);
        ReadOnlySpan<byte> gap = body[(brace + 1)..key];
        int line = gap.LastIndexOf((byte)'\n');
        bool lines = line >= 0;
        string newLine = gap.IndexOf((byte)'\r') >= 0 ? "\r\n" : "\n";
        return new NotebookStyle(
            lines ? Encoding.UTF8.GetString(gap[(line + 1)..]) : "",
            newLine,
            After(body, (byte)':') ? ": " : ":",
            !lines && After(body, (byte)',') ? ", " : ",",
            body[^1] == (byte)'\n',
            IsAscii(body),
            mark
        );
    }

    /// <summary>Whether each value has a line of its own.</summary>
    public bool Lines => Indent.Length > 0;

    // Whether a space follows the first such sign outside of texts.
    private static bool After(ReadOnlySpan<byte> body, byte sign)
    {
        bool inside = false;
        for (int i = 0; i < body.Length; i++)
        {
            if (inside && body[i] == (byte)'\\')
                i++;
            else if (body[i] == (byte)'"')
                inside = !inside;
            else if (!inside && body[i] == sign)
                return i + 1 < body.Length && body[i + 1] == (byte)' ';
        }
        return false;
    }

    // Nothing beyond ASCII, and at least one letter written as its number.
    private static bool IsAscii(ReadOnlySpan<byte> body)
    {
        if (body.ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return false;
        for (int at; (at = body.IndexOf("\\u"u8)) >= 0; body = body[(at + 2)..])
        {
            if (body.Length >= at + 6 && !body.Slice(at + 2, 2).SequenceEqual("00"u8))
                return true;
        }
        return false;
    }
}
