namespace WhiteBoxLab.Web;

/// <summary>Finds the pictures that a cell of Markdown names.</summary>
public static class CellProse
{
    /// <summary>The address of a picture; null where it is whole already.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="notebook">The notebook's path.</param>
    /// <param name="url">As the cell names it: <c>attachment:cat.png</c>, <c>photos/cat.png</c> beside the notebook, or a whole
    /// address.</param>
    public static string? Picture(Cell cell, string notebook, string url)
    {
        const string attachment = "attachment:";
        if (url.StartsWith(attachment, StringComparison.Ordinal))
            return CellAttachments.Find(cell, Uri.UnescapeDataString(url[attachment.Length..]));
        if (url.Contains(':', StringComparison.Ordinal) || url.StartsWith('/') || url.StartsWith('#'))
            return null;
        string folder = notebook.Contains('/', StringComparison.Ordinal) ? notebook[..(notebook.LastIndexOf('/') + 1)] : "";
        return $"notebook-media/{string.Join('/', folder.Split('/').Select(Uri.EscapeDataString))}{url}";
    }
}
