using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// Reads and writes <c>.ipynb</c> (nbformat 4) without losing anything: unknown keys, the order of keys, the letters of numbers and the
/// layout stay, and a file without ids stays without.
/// </summary>
public static class NotebookFile
{
    /// <summary>The largest file that is opened, in bytes.</summary>
    public const long Largest = 256L << 20;

    // How deep its JSON may be nested.
    internal const int Deepest = 512;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">Its path below the notebooks' folder.</param>
    /// <param name="json">The text of its file.</param>
    /// <exception cref="NotebookUnreadableException">It is no JSON, or no notebook of format 4.</exception>
    public static NotebookState Read(string path, string json) => Read(path, Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">Its path below the notebooks' folder.</param>
    /// <param name="json">The bytes of its file.</param>
    /// <exception cref="NotebookUnreadableException">It is too large, no UTF-8, no JSON, or no notebook of format 4.</exception>
    public static NotebookState Read(string path, byte[] json)
    {
        JsonObject root = Parse(json, out int halves);
        if (FormatOf(root) is not 4 || root["cells"] is not JsonArray cells)
            throw FormatOf(root) is { } other and not 4
                ? NotebookUnreadableException.OtherFormat(other)
                : NotebookUnreadableException.NoNotebook();
        JsonNode?[] list = [.. cells];
        cells.Clear(); // keeps its place in the frame
        if (Array.FindIndex(list, cell => cell is not JsonObject) is >= 0 and var place)
            throw NotebookUnreadableException.NoCell(place + 1);
        CellIds ids = new();
        NotebookState read = new(path, root, [.. list.Select(cell => CellFile.Read((JsonObject)cell!, ids))])
        {
            Style = NotebookStyle.Of(json),
        };
        string notice = $"{Repaired(ids.Repaired)} {Mended(halves)}".Trim();
        return notice.Length == 0 ? read : read with { Notice = notice };
    }

    private static string Repaired(int cells) =>
        cells == 0
            ? ""
            : $"{cells} of the cells had the id of another; {(cells == 1 ? "it has" : "they have")} a new one now. Nothing else "
                + $"was changed.";

    private static string Mended(int halves) =>
        halves switch
        {
            0 => "",
            1 => "Half of a character in this file is no text. It stands as \ufffd here, and in the file once it is saved.",
            _ => $"{halves} halves of characters in this file are no text. They stand as \ufffd here, and in the file once it is saved.",
        };

    /// <summary>The text of a notebook's file.</summary>
    /// <param name="state">The notebook.</param>
    public static string Write(NotebookState state) => Encoding.UTF8.GetString(Bytes(state));

    /// <summary>The bytes of a notebook's file, in the layout in which it was found.</summary>
    /// <param name="state">The notebook.</param>
    public static byte[] Bytes(NotebookState state)
    {
        JsonObject root = (JsonObject)state.Frame.DeepClone();
        bool ids = MinorOf(root) >= 5; // they belong to 4.5
        root["cells"] = new JsonArray([.. state.Cells.Select(cell => CellFile.Write(cell, ids))]);
        return NotebookWriter.Write(root, state.Style);
    }

    /// <summary>A new notebook's file without cells, for a C# kernel, in a form that Jupyter and Polyglot Notebooks open.</summary>
    public static JsonObject NewFrame() =>
        new()
        {
            ["cells"] = new JsonArray(),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject
                {
                    ["display_name"] = ".NET (C#)",
                    ["language"] = "C#",
                    ["name"] = ".net-csharp",
                },
                ["language_info"] = new JsonObject
                {
                    ["file_extension"] = ".cs",
                    ["mimetype"] = "text/x-csharp",
                    ["name"] = "C#",
                },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };

    /// <summary>A new cell's id.</summary>
    public static string NewId() => Guid.NewGuid().ToString("n")[..8];

    /// <summary>An id like another's that no cell of a notebook has, in it or in its bin; always the same for the same notebook.</summary>
    /// <param name="id">The other.</param>
    /// <param name="state">The notebook.</param>
    internal static string IdBeside(string id, NotebookState state) =>
        Enumerable
            .Range(2, int.MaxValue - 2)
            .Select(number => $"{id[..Math.Min(id.Length, 56)]}-{number}")
            .First(free => state.Find(free) is null && !state.Bin.Exists(binned => binned.Cell.Id == free));

    /// <summary>JSON from a file.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="halves">How many halves of characters were in it, which are U+FFFD now.</param>
    /// <exception cref="NotebookUnreadableException">It is too large, no UTF-8, or no JSON object.</exception>
    internal static JsonObject Parse(byte[] json, out int halves)
    {
        if (json.LongLength > Largest)
            throw NotebookUnreadableException.TooLarge(json.LongLength);
        ReadOnlySpan<byte> body = json.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? json.AsSpan(3) : json;
        if (!System.Text.Unicode.Utf8.IsValid(body))
            throw NotebookUnreadableException.NoUtf8(json);
        byte[] mended = HalfCharacters.Mended(json, out halves);
        try
        {
            ReadOnlySpan<byte> whole = mended.AsSpan(json.Length - body.Length);
            JsonObject root =
                JsonNode.Parse(whole, documentOptions: Strict) as JsonObject ?? throw NotebookUnreadableException.NoNotebook();
            Settle(root);
            return root;
        }
        catch (JsonException problem)
        {
            throw NotebookUnreadableException.NoJson(problem, Deepest);
        }
    }

    // JsonNode fills itself on the first look; done here, so that many may look at once later.
    private static void Settle(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach ((string _, JsonNode? value) in members)
                Settle(value);
        }
        else if (node is JsonArray values)
        {
            foreach (JsonNode? value in values)
                Settle(value);
        }
    }

    private static double? FormatOf(JsonObject root) => Number(root["nbformat"]);

    private static double MinorOf(JsonObject root) => Number(root["nbformat_minor"]) ?? 0;

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
