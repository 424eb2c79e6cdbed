using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Page;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>What a notebook is called and looks like where several stand side by side.</summary>
/// <param name="Title">Its first heading, or the name of its file where it has none.</param>
/// <param name="HasPicture">Whether one of its outputs is a picture.</param>
public sealed record NotebookFace(string Title, bool HasPicture)
{
    /// <summary>The face of a notebook.</summary>
    /// <param name="state">The notebook.</param>
    public static NotebookFace Of(NotebookState state) => new(Heading(state) ?? state.Title, PictureOf(state) is not null);

    /// <summary>The last output of a notebook that is a picture and can be read: what it comes to; null where it has none.</summary>
    /// <param name="state">The notebook.</param>
    public static CellOutput? PictureOf(NotebookState state) =>
        state
            .Cells.Reverse()
            .SelectMany(cell => cell.Outputs.Reverse())
            .FirstOrDefault(output => OutputParts.PictureOf(output) is not null);

    private static string? Heading(NotebookState state) =>
        NotebookOutlineLine.Of(state) is [{ Text: var text }, ..] && Markdig.Markdown.ToPlainText(text).Trim() is { Length: > 0 } plain
            ? plain
            : null;
}
