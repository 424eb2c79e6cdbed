using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Storage.Exports;

/// <summary>A notebook as <c>.dib</c>, the text format of Polyglot Notebooks, without outputs.</summary>
public static class DibFile
{
    /// <summary>Reads a notebook. A cell in another language keeps that in its metadata, where Polyglot Notebooks look for it.</summary>
    /// <param name="path">The path that it gets.</param>
    /// <param name="text">The text of the file.</param>
    public static NotebookState Read(string path, string text) => new(path, NotebookFile.NewFrame(), [.. Dib.Read(text).Select(CellOf)]);

    /// <summary>The text of a notebook's file.</summary>
    /// <param name="state">The notebook.</param>
    public static string Write(NotebookState state)
    {
        IEnumerable<DibCell> cells = state.Cells.Select(cell => new DibCell(LanguageOf(cell), cell.Source));
        return Dib.Write(cells, state.Cells.Where(cell => cell.IsCode).Select(LanguageOf));
    }

    private static string LanguageOf(Cell cell) =>
        cell switch
        {
            { IsCode: false } => cell.Kind,
            _ when CellCode.LanguageOf(cell) is { } language and not "C#" => language,
            _ => "csharp",
        };

    private static Cell CellOf(DibCell read)
    {
        string kind = read.Language.ToUpperInvariant() switch
        {
            "MARKDOWN" or "MD" => "markdown",
            "RAW" => "raw",
            _ => "code",
        };
        Cell cell = Cell.New(NotebookFile.NewId(), kind, read.Source);
        if (kind == "code" && read.Language.ToUpperInvariant() is not ("CSHARP" or "C#"))
            cell.Rest["metadata"] = In(read.Language);
        return cell;
    }

    private static JsonObject In(string language) =>
        new()
        {
            ["dotnet_interactive"] = new JsonObject { ["language"] = language },
            ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language },
        };
}
