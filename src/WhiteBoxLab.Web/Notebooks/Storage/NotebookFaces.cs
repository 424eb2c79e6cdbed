using System.Collections.Concurrent;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>The faces of the notebooks on disk, read once for each time that a file changes.</summary>
/// <param name="files">The notebooks on disk.</param>
public sealed class NotebookFaces(NotebookFiles files)
{
    // A list of notebooks must not wait for the outputs of a giant.
    private const long Largest = 16 << 20;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Changed, NotebookFace Face)> known = [];

    /// <summary>The face of a notebook; its file's name where it cannot be read.</summary>
    /// <param name="notebook">The notebook.</param>
    public NotebookFace Of(ListedNotebook notebook)
    {
        if (known.TryGetValue(notebook.Path, out (DateTimeOffset Changed, NotebookFace Face) kept) && kept.Changed == notebook.Changed)
            return kept.Face;
        NotebookFace face = Read(notebook.Path) is { } state ? NotebookFace.Of(state) : new NotebookFace(notebook.Title, false);
        known[notebook.Path] = (notebook.Changed, face);
        return face;
    }

    /// <summary>A notebook as it is on disk; null where there is none, or none that can be read soon.</summary>
    /// <param name="path">Its path.</param>
    public NotebookState? Read(string path)
    {
        try
        {
            return files.FileOf(path) is { } file && new FileInfo(file) is { Exists: true, Length: <= Largest }
                ? NotebookFile.Read(path, File.ReadAllBytes(file))
                : null;
        }
        catch (Exception problem) when (problem is NotebookUnreadableException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
