namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>Finds the pictures that a cell of Markdown names.</summary>
public static class CellProse
{
    private const string Attachment = "attachment:";

    /// <summary>A picture that the cell carries with it, as an address of its own bytes; null for any other.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="url">As the cell names it.</param>
    public static string? Attached(Cell cell, string url) =>
        url.StartsWith(Attachment, StringComparison.Ordinal)
            ? CellAttachments.Find(cell, Uri.UnescapeDataString(url[Attachment.Length..]))
            : null;

    /// <summary>The address of a picture; null where it is whole already.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="notebook">The notebook's path.</param>
    /// <param name="url">As the cell names it: <c>attachment:cat.png</c>, <c>photos/cat.png</c> beside the notebook, or a whole
    /// address.</param>
    public static string? Picture(Cell cell, string notebook, string url)
    {
        if (url.StartsWith(Attachment, StringComparison.Ordinal))
            return Attached(cell, url);
        if (url.Contains(':', StringComparison.Ordinal) || url.StartsWith('/') || url.StartsWith('#'))
            return null;
        string folder = notebook.Contains('/', StringComparison.Ordinal) ? notebook[..(notebook.LastIndexOf('/') + 1)] : "";
        return $"notebook-media/{string.Join('/', folder.Split('/').Select(Uri.EscapeDataString))}{url}";
    }
}
