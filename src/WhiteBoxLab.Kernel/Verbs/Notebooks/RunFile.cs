using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Kernel.Jupyter;
using WhiteBoxLab.Kernel.Magics;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Notebooks;

/// <summary>The file of a notebook that is run: <c>.ipynb</c> of format 4, or <c>.dib</c>.</summary>
internal static class RunFile
{
    private const int CellIdsSince = 5; // nbformat 4.5

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads one.</summary>
    /// <exception cref="IOException">It is none, of another format, or for another language altogether.</exception>
    public static JsonObject Read(string file)
    {
        if (!File.Exists(file))
            throw new FileNotFoundException($"There is no notebook '{file}'.");
        JsonObject notebook = Path.GetExtension(file).Equals(".dib", StringComparison.OrdinalIgnoreCase) ? OfDib(file) : OfJson(file);
        string language = NotebookLanguage.Of(notebook);
        JsonObject[] code = [.. CellsOf(notebook).Where(IsCode)];
        if (code.Length > 0 && !code.Any(cell => NotebookLanguage.IsTaken(NotebookSource.KernelOf(cell, language))))
            throw new IOException($"'{file}': {NotebookLanguage.NotRun(NotebookSource.KernelOf(code[0], language))}");
        return notebook;
    }

    /// <summary>The cells, in order.</summary>
    public static List<JsonObject> CellsOf(JsonObject notebook) => [.. (notebook["cells"] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>Whether a cell holds code.</summary>
    public static bool IsCode(JsonObject cell) => (string?)cell["cell_type"] == "code";

    /// <summary>Writes one, as the version of its format wants it. Whole or not at all: a run that is killed leaves the file as it
    /// was.</summary>
    public static void Write(JsonObject notebook, string output)
    {
        notebook["nbformat_minor"] ??= 0;
        notebook["metadata"] ??= new JsonObject();
        bool ids =
            double.TryParse(notebook["nbformat_minor"]?.ToJsonString(), CultureInfo.InvariantCulture, out double minor)
            && minor >= CellIdsSince;
        foreach (JsonObject cell in CellsOf(notebook))
            Complete(cell, ids);
        WholeFile.Write(output, notebook.ToJsonString(Written) + "\n");
    }

    private static void Complete(JsonObject cell, bool ids)
    {
        cell["metadata"] ??= new JsonObject();
        if (!ids)
            cell.Remove("id");
        else if (cell["id"] is null)
            cell["id"] = Guid.NewGuid().ToString("n")[..8];
        if (!IsCode(cell))
            return;
        cell.TryAdd("execution_count", null);
        cell.TryAdd("outputs", new JsonArray());
    }

    private static JsonObject OfJson(string file)
    {
        try
        {
            JsonObject notebook =
                JsonNode.Parse(HalfCharacters.MendedJson(File.ReadAllText(file))) as JsonObject
                ?? throw new IOException($"'{file}' is no notebook.");
            if (notebook["nbformat"] is JsonValue format && format.TryGetValue(out double number) && number != 4)
                throw new IOException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{file}' is of format {number}; the lab reads format 4, the one since 2015. Nothing was run. 'jupyter "
                            + $"nbconvert --to notebook' converts it."
                    )
                );
            return notebook["cells"] is JsonArray
                ? notebook
                : throw new IOException($"'{file}' is no notebook of format 4: it has no list of cells. Nothing was run.");
        }
        catch (JsonException exception)
        {
            throw new IOException($"'{file}' is no notebook: {exception.Message}", exception);
        }
    }

    private static JsonObject OfDib(string file) =>
        new()
        {
            ["cells"] = new JsonArray([.. NotebookSource.Read(file).Select(cell => (JsonNode)Cell(cell.Kernel, cell.Code))]),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject
                {
                    ["display_name"] = "C# (WhiteBoxLab)",
                    ["language"] = "C#",
                    ["name"] = KernelSpecFolder.Name,
                },
                ["language_info"] = new JsonObject
                {
                    ["file_extension"] = ".cs",
                    ["mimetype"] = "text/x-csharp",
                    ["name"] = "C#",
                },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = CellIdsSince,
        };

    private static JsonObject Cell(string kernel, string code)
    {
        JsonObject cell = new()
        {
            ["cell_type"] = kernel is "markdown" or "md" ? "markdown" : "code",
            ["metadata"] = new JsonObject(),
            ["source"] = MimeBundle.Lines(code),
        };
        if (IsCode(cell) && kernel.ToUpperInvariant() is not ("CSHARP" or "C#"))
            cell["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel } };
        return cell;
    }
}
