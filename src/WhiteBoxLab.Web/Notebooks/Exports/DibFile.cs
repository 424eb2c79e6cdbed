using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web;

/// <summary>
/// Reads and writes <c>.dib</c>, the text format of Polyglot Notebooks: cells behind lines such as <c>#!csharp</c>, without outputs.
/// </summary>
public static partial class DibFile
{
    private static readonly HashSet<string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        "csharp", "C#", "c#", "fsharp", "F#", "pwsh", "powershell", "javascript", "js", "html", "mermaid", "markdown", "md", "sql", "kql", "http", "value", "python", "r", "raw", "meta",
    };

    /// <summary>Reads a notebook. A cell in another language keeps that in its metadata, where Polyglot Notebooks look for it.</summary>
    /// <param name="path">The path that it gets.</param>
    /// <param name="text">The text of the file.</param>
    public static NotebookState Read(string path, string text)
    {
        List<(string Language, string Source)> parts = [.. Parts(text.ReplaceLineEndings("\n"))];
        IEnumerable<Cell> cells = parts.Where(part => part.Language != "meta").Select(part => CellOf(part.Language, part.Source));
        return new NotebookState(path, NotebookFile.NewFrame(), [.. cells]);
    }

    /// <summary>The text of a notebook's file.</summary>
    /// <param name="state">The notebook.</param>
    public static string Write(NotebookState state)
    {
        var items = new JsonArray([.. state.Cells.Where(cell => cell.IsCode).Select(LanguageOf).Prepend("csharp").Distinct().Select(name => (JsonNode)new JsonObject { ["name"] = name })]);
        var meta = new JsonObject { ["kernelInfo"] = new JsonObject { ["defaultKernelName"] = "csharp", ["items"] = items } };
        var text = new StringBuilder($"#!meta\n\n{meta.ToJsonString()}\n");
        foreach (Cell cell in state.Cells)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n#!{LanguageOf(cell)}\n\n{cell.Source.TrimEnd('\n')}\n");
        return text.ToString();
    }

    private static string LanguageOf(Cell cell) => cell.Kind == "code" ? CellCode.LanguageOf(cell) is { } language and not "C#" ? language : "csharp" : cell.Kind;

    private static IEnumerable<(string Language, string Source)> Parts(string text)
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
            if (Whole(lines) is { Length: > 0 } source)
                yield return (language, source);
            if (language == "meta")
                known.UnionWith(Named(string.Join('\n', lines)));
            (language, lines) = (found.Groups[1].Value, []);
        }
        if (Whole(lines) is { Length: > 0 } last)
            yield return (language, last);
    }

    private static string Whole(List<string> lines) => string.Join('\n', lines).Trim('\n');

    // The names of kernels that the file itself declares.
    private static IEnumerable<string> Named(string meta)
    {
        try
        {
            return [.. (JsonNode.Parse(meta)?["kernelInfo"]?["items"] as JsonArray ?? []).Select(item => JsonText.Of((item as JsonObject)?["name"])).OfType<string>()];
        }
        catch (JsonException)
        {
            return []; // broken: then only the usual names count
        }
    }

    private static Cell CellOf(string language, string source)
    {
        string kind = language.ToUpperInvariant() switch { "MARKDOWN" or "MD" => "markdown", "RAW" => "raw", _ => "code" };
        Cell cell = Cell.New(NotebookFile.NewId(), kind, source);
        if (kind == "code" && language.ToUpperInvariant() is not ("CSHARP" or "C#"))
            cell.Rest["metadata"] = new JsonObject { ["dotnet_interactive"] = new JsonObject { ["language"] = language }, ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language } };
        return cell;
    }

    [GeneratedRegex(@"^#!([\w#-]+)\s*$")]
    private static partial Regex LanguageLine();
}
