using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// Writes JSON in a given layout. A number or text that came from a file is written letter for letter as it stood there (<c>1e3</c>,
/// <c>2.50</c>, <c>\u001b</c>);
/// new texts are escaped as Python's json module does.
/// </summary>
/// <param name="style">The layout.</param>
public sealed class NotebookWriter(NotebookStyle style)
{
    private readonly ArrayBufferWriter<byte> bytes = new(1 << 14);

    /// <summary>The bytes of a file.</summary>
    /// <param name="root">What is in it.</param>
    /// <param name="style">Its layout.</param>
    public static byte[] Write(JsonNode root, NotebookStyle style)
    {
        NotebookWriter writer = new(style);
        if (style.Mark)
            writer.bytes.Write((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
        writer.Put(root, 0);
        if (style.LastLineEnds)
            writer.Put(style.NewLine);
        return writer.bytes.WrittenSpan.ToArray();
    }

    private void Put(JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                Put("null");
                break;
            case JsonObject { Count: > 0 } members:
                Put('{', '}', members, depth, member =>
                {
                    PutText(member.Key);
                    Put(style.Colon);
                    Put(member.Value, depth + 1);
                });
                break;
            case JsonArray { Count: > 0 } values:
                Put('[', ']', values, depth, value => Put(value, depth + 1));
                break;
            default:
                PutValue(node);
                break;
        }
    }

    private void Put<T>(char begin, char end, IEnumerable<T> parts, int depth, Action<T> put)
    {
        PutAscii(begin);
        bool first = true;
        foreach (T part in parts)
        {
            if (!first)
                Put(style.Comma);
            first = false;
            Break(depth + 1);
            put(part);
        }
        Break(depth);
        PutAscii(end);
    }

    private void Break(int depth)
    {
        if (!style.Lines)
            return;
        Put(style.NewLine);
        for (int i = 0; i < depth; i++)
            Put(style.Indent);
    }

    private void PutValue(JsonNode node)
    {
        if (node is JsonObject)
            Put("{}");
        else if (node is JsonArray)
            Put("[]");
        else if (node is JsonValue value && value.TryGetValue(out JsonElement element))
            bytes.Write(JsonMarshal.GetRawUtf8Value(element));
        else if (node.GetValueKind() is JsonValueKind.String)
            PutText(node.GetValue<string>());
        else
            Put(node.ToJsonString());
    }

    private void PutText(string text)
    {
        PutAscii('"');
        int from = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (Escaped(text[i]) is not { } escaped)
                continue;
            Put(text.AsSpan(from, i - from));
            Put(escaped);
            from = i + 1;
        }
        Put(text.AsSpan(from));
        PutAscii('"');
    }

    private string? Escaped(char letter) =>
        letter switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            < ' ' => $"\\u{(int)letter:x4}",
            > '~' when style.Ascii && letter != '\x7f' => $"\\u{(int)letter:x4}",
            _ => null,
        };

    private void Put(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, bytes);

    private void PutAscii(char letter) => bytes.Write([(byte)letter]);
}
