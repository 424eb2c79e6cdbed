using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>The cells of a file that can be imported, each with the kernel it is for.</summary>
internal static partial class NotebookSource
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidOperationException">There is no such file, or it is of no such kind.</exception>
    public static IReadOnlyList<(string Kernel, string Code)> Read(string file)
    {
        if (!File.Exists(file))
            throw new InvalidOperationException($"There is no file '{file}'.");
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".ipynb" => Cells(text, file),
            ".dib" => Dib(text),
            ".cs" or ".csx" => [("csharp", text)],
            ".html" => [("html", text)],
            ".md" => [("markdown", text)],
            var other => throw new InvalidOperationException($"A file '{other}' cannot be imported. There is .ipynb, .dib, .cs, .csx, .html and .md."),
        };
    }

    private static List<(string Kernel, string Code)> Cells(string text, string file)
    {
        try
        {
            return [.. JsonNode.Parse(HalfCharacters.MendedJson(text))?["cells"]?.AsArray().OfType<JsonObject>().Where(cell => (string?)cell["cell_type"] != "raw").Select(cell => (KernelOf(cell), Source(cell))) ?? []];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException($"'{file}' is no notebook: {exception.Message}", exception);
        }
    }

    /// <summary>The kernel a cell of a notebook file is for.</summary>
    public static string KernelOf(JsonObject cell) => (string?)cell["cell_type"] == "markdown"
        ? "markdown"
        : (string?)cell["metadata"]?["polyglot_notebook"]?["kernelName"] ?? (string?)cell["metadata"]?["dotnet_interactive"]?["language"] ?? "csharp";

    /// <summary>The text of a cell of a notebook file.</summary>
    public static string Source(JsonObject cell) => cell["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)cell["source"] ?? "";

    // "#!meta" opens a description, "#!name" a cell; a line that begins with another "#!" is part of its cell.
    private static List<(string Kernel, string Code)> Dib(string text)
    {
        List<(string Kernel, string Code)> cells = [];
        string kernel = "csharp";
        foreach (string piece in Opening().Split(text))
        {
            if (piece.StartsWith("#!", StringComparison.Ordinal) && (piece == "#!meta" || CellParts.Kernels.ContainsKey(piece[2..])))
                kernel = piece[2..];
            else if (kernel != "meta" && piece.Trim('\n') is { Length: > 0 } code)
                cells.Add((kernel, code));
        }
        return cells;
    }

    [GeneratedRegex(@"^(#!(?:meta|csharp|c#|C#|markdown|md|html|mermaid|value))[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Opening();
}
