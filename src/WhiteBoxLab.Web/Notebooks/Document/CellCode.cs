using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>
/// The code of a cell as a kernel is given it: where Polyglot Notebooks wrote down another language, the language's line comes first.
/// </summary>
public static class CellCode
{
    /// <summary>The code.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="otherwise">The language of the cells that name none. Defaults to C#.</param>
    public static string Of(Cell cell, string otherwise = NotebookLanguage.CSharp) =>
        (LanguageOf(cell) ?? otherwise) is var language and not NotebookLanguage.CSharp ? $"#!{language}\n{cell.Source}" : cell.Source;

    /// <summary>The language written down for a cell, or null.</summary>
    /// <param name="cell">The cell.</param>
    public static string? LanguageOf(Cell cell) => NotebookLanguage.OfCell(cell.Rest);

    /// <summary>The language of a cell in its notebook: what is written down for it, or else for the notebook.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="notebook">The notebook.</param>
    public static string LanguageIn(Cell cell, NotebookState notebook) => LanguageOf(cell) ?? notebook.Language;
}
