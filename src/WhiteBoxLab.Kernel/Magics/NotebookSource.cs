using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary>The cells of a file that can be imported, each with the kernel it is for.</summary>
internal static class NotebookSource
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
            ".dib" => [.. Dib.Read(text).Where(cell => cell.Language != "raw").Select(cell => (cell.Language, cell.Source))],
            ".cs" or ".csx" => [("csharp", text)],
            ".html" => [("html", text)],
            ".md" => [("markdown", text)],
            var other => throw new InvalidOperationException(
                $"A file '{other}' cannot be imported. There is .ipynb, .dib, .cs, .csx, .html and .md."
            ),
        };
    }

    private static List<(string Kernel, string Code)> Cells(string text, string file)
    {
        try
        {
            if (JsonNode.Parse(HalfCharacters.MendedJson(text)) is not JsonObject notebook)
                return [];
            string language = NotebookLanguage.Of(notebook);
            return
            [
                .. notebook["cells"]
                    ?.AsArray()
                    .OfType<JsonObject>()
                    .Where(cell => (string?)cell["cell_type"] != "raw")
                    .Select(cell => (KernelOf(cell, language), Source(cell)))
                    ?? [],
            ];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException($"'{file}' is no notebook: {exception.Message}", exception);
        }
    }

    /// <summary>The kernel a cell of a notebook file is for.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="language">The notebook's language. Defaults to C#.</param>
    public static string KernelOf(JsonObject cell, string language = NotebookLanguage.CSharp) =>
        (string?)cell["cell_type"] == "markdown" ? "markdown" : NotebookLanguage.OfCell(cell) ?? language;

    /// <summary>The text of a cell of a notebook file.</summary>
    public static string Source(JsonObject cell) =>
        cell["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)cell["source"] ?? "";
}
