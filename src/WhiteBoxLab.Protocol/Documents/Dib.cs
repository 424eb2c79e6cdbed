using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// <c>.dib</c>, the text format of Polyglot Notebooks: cells behind lines such as <c>#!csharp</c>, without outputs. A line that begins with
/// another <c>#!</c> is part of its cell.
/// </summary>
public static partial class Dib
{
    private static readonly HashSet<string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        "csharp",
        "C#",
        "fsharp",
        "F#",
        "vb",
        "pwsh",
        "powershell",
        "javascript",
        "js",
        "html",
        "mermaid",
        "markdown",
        "md",
        "sql",
        "kql",
        "http",
        "value",
        "python",
        "r",
        "raw",
        "meta",
    };

    /// <summary>The cells of a file; empty ones are left out.</summary>
    /// <param name="text">The text of the file.</param>
    public static IReadOnlyList<DibCell> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Parts(text.ReplaceLineEndings("\n")).Where(part => part.Language != "meta" && part.Source.Length > 0)];
    }

    /// <summary>The text of a file.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="kernels">The languages that run, which the file declares; <c>csharp</c> is always among them.</param>
    public static string Write(IEnumerable<DibCell> cells, IEnumerable<string> kernels)
    {
        JsonArray items = new([.. kernels.Prepend("csharp").Distinct().Select(name => (JsonNode)new JsonObject { ["name"] = name })]);
        JsonObject meta = new()
        {
            ["kernelInfo"] = new JsonObject { ["defaultKernelName"] = "csharp", ["items"] = items },
        };
        StringBuilder text = new($"#!meta\n\n{meta.ToJsonString()}\n");
        foreach (DibCell cell in cells)
            text.Append(CultureInfo.InvariantCulture, $"\n#!{cell.Language}\n\n{cell.Source.TrimEnd('\n')}\n");
        return text.ToString();
    }

    private static IEnumerable<DibCell> Parts(string text)
    {
        string language = "csharp";
        List<string> lines = [];
        HashSet<string> known = new(Languages, Languages.Comparer);
        foreach (string line in text.Split('\n'))
        {
            if (LanguageLine().Match(line) is not { Success: true } found || !known.Contains(found.Groups[1].Value))
            {
                lines.Add(line);
                continue;
            }
            yield return Whole(language, lines);
            if (language == "meta")
                known.UnionWith(Named(string.Join('\n', lines)));
            (language, lines) = (found.Groups[1].Value, []);
        }
        yield return Whole(language, lines);
    }

    private static DibCell Whole(string language, List<string> lines) => new(language, string.Join('\n', lines).Trim('\n'));

    // The names of kernels that the file itself declares.
    private static IEnumerable<string> Named(string meta)
    {
        try
        {
            JsonArray items = JsonNode.Parse(meta)?["kernelInfo"]?["items"] as JsonArray ?? [];
            return [.. items.Select(item => (item as JsonObject)?["name"] as JsonValue).Select(name => name?.ToString()).OfType<string>()];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return []; // broken: then only the usual names count
        }
    }

    [GeneratedRegex(@"^#!([\w#-]+)\s*$")]
    private static partial Regex LanguageLine();
}
