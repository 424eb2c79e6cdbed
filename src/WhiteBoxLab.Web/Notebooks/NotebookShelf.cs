namespace WhiteBoxLab.Web;

/// <summary>The notebooks on disk.</summary>
/// <param name="folders">The lab's folders.</param>
public sealed class NotebookShelf(LabFolders folders)
{
    private const string Ending = ".ipynb";

    /// <summary>The notebooks below the folder, by path, with forward slashes.</summary>
    public IReadOnlyList<NotebookOnShelf> All => Directory.Exists(folders.Notebooks)
        ? [.. new DirectoryInfo(folders.Notebooks).EnumerateFiles($"*{Ending}", SearchOption.AllDirectories)
            .Where(file => !file.FullName.Contains(".ipynb_checkpoints", StringComparison.Ordinal) && file.Name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(file => new NotebookOnShelf(PathOf(file.FullName), file.LastWriteTimeUtc))
            .OrderBy(notebook => notebook.Path, StringComparer.Ordinal)]
        : [];

    /// <summary>
    /// Where a notebook lies; null when the path leads out of the folder, is no notebook's, or is not the plainest way there.
    /// </summary>
    /// <param name="path">Below the folder, such as <c>six-maps.ipynb</c>.</param>
    public string? FileOf(string path)
    {
        return path.EndsWith(Ending, StringComparison.Ordinal) ? BesideNotebooks(path) : null;
    }

    /// <summary>A file's path below the folder, with forward slashes.</summary>
    /// <param name="file">The file.</param>
    public string PathOf(string file) => Path.GetRelativePath(folders.Notebooks, file).Replace('\\', '/');

    /// <summary>Where any file below the folder lies; null when the path leads out of it.</summary>
    /// <param name="path">Below the folder.</param>
    public string? BesideNotebooks(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return null;
        string full = Path.GetFullPath(Path.Combine(folders.Notebooks, path));
        return PathOf(full) == path && !path.StartsWith("../", StringComparison.Ordinal) ? full : null;
    }

    /// <summary>A path that no notebook has yet.</summary>
    /// <param name="name">The wanted name, folders before it with slashes, with or without the ending; what a file's name must not have is
    /// taken out.</param>
    public string Free(string name)
    {
        string stem = Clean(name)[..^Ending.Length];
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? $"{stem}{Ending}" : $"{stem}-{number}{Ending}")
            .First(path => FileOf(path) is { } file && !File.Exists(file));
    }

    /// <summary>A path for a wanted name that any system takes.</summary>
    /// <param name="name">The name, folders before it with slashes, with or without the ending.</param>
    public string Clean(string name)
    {
        string stem = name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? name[..^Ending.Length] : name;
        string[] parts = [.. stem.Split('/', '\\').Select(CleanPart).Where(part => part.Length > 0)];
        return (parts.Length == 0 ? "notebook" : string.Join('/', parts)) + Ending;
    }

    /// <summary>
    /// Writes a file beside and puts it in place, so that a reader finds the old one or the new one whole, also after the power went.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="cancellationToken">Gives up before the file is put in place.</param>
    public static async Task WriteAsync(string file, byte[] bytes, CancellationToken cancellationToken = default)
    {
        string folder = Path.GetDirectoryName(file)!; // a notebook's file lies in a folder
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(file)}.tmp");
        await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            await stream.WriteAsync(bytes, cancellationToken);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, file, overwrite: true);
    }

    private static string CleanPart(string part)
    {
        string clean = string.Concat(part.Trim().Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or ' ' or '.' or '(' or ')' ? letter : '-')).Trim('.', ' ');
        return clean.Length > 120 ? clean[..120] : clean;
    }
}

/// <summary>A notebook on disk.</summary>
/// <param name="Path">Below the notebooks' folder.</param>
/// <param name="Changed">When it was last written.</param>
public sealed record NotebookOnShelf(string Path, DateTimeOffset Changed)
{
    /// <summary>Its name without the ending.</summary>
    public string Title => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The address of its page.</summary>
    public string Address => $"/notebooks/{string.Join('/', Path.Split('/').Select(Uri.EscapeDataString))}";
}
