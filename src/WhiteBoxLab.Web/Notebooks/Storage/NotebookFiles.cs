using System.IO.Enumeration;
using System.Text;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>The notebooks on disk.</summary>
/// <param name="folders">The lab's folders.</param>
public sealed class NotebookFiles(LabFolders folders)
{
    private const string Ending = ".ipynb";
    private const int MostInName = 255 - 6 - 6; // bytes: what file systems take, less the ending and a number

    /// <summary>The notebooks below the folder, by path, with forward slashes.</summary>
    public IReadOnlyList<ListedNotebook> All =>
        Directory.Exists(folders.Notebooks)
            ?
            [
                .. Found()
                    .Where(path => FileOf(path) is not null)
                    .Select(OnShelf)
                    .OrderBy(notebook => notebook.Path, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>
    /// Where a notebook lies; null when the path leads out of the folder, is no notebook's, or is not the plainest way there.
    /// </summary>
    /// <param name="path">Below the folder, such as <c>six-maps.ipynb</c>.</param>
    public string? FileOf(string path) => path.EndsWith(Ending, StringComparison.Ordinal) ? BesideNotebooks(path) : null;

    /// <summary>A file's path below the folder, with forward slashes.</summary>
    /// <param name="file">The file.</param>
    public string PathOf(string file) => PathOf(folders.Notebooks, file);

    /// <summary>Where any file below the folder lies; null when the path or a link on it leads out of the folder.</summary>
    /// <param name="path">Below the folder.</param>
    public string? BesideNotebooks(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return null;
        string full = Path.GetFullPath(Path.Combine(folders.Notebooks, path));
        return PathOf(full) == path && IsInside(full) ? full : null;
    }

    // A cell may have made a link that leads anywhere.
    private bool IsInside(string file) =>
        FileNature.Real(folders.Notebooks) is { } folder && FileNature.Real(file) is { } real && !IsOutside(PathOf(folder, real));

    private static bool IsOutside(string path) =>
        path == ".." || path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path);

    // Links to files may be notebooks; those to folders are not gone into: they may lead in a circle.
    private FileSystemEnumerable<string> Found() =>
        new(
            folders.Notebooks,
            (ref FileSystemEntry entry) => PathOf(entry.ToFullPath()),
            new EnumerationOptions
            {
                RecurseSubdirectories = true,
                IgnoreInaccessible = true,
                AttributesToSkip = FileAttributes.None,
            }
        )
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && entry.FileName.EndsWith(Ending, StringComparison.Ordinal),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !entry.FileName.SequenceEqual(".ipynb_checkpoints"),
        };

    private ListedNotebook OnShelf(string path) => new(path, File.GetLastWriteTimeUtc(Path.Combine(folders.Notebooks, path)));

    private static string PathOf(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    /// <summary>A path that no notebook has yet.</summary>
    /// <param name="name">The wanted name, folders before it with slashes, with or without the ending; what a file's name must not have is
    /// taken out.</param>
    public string Free(string name)
    {
        string stem = Clean(name)[..^Ending.Length];
        return Enumerable
            .Range(1, int.MaxValue)
            .Select(number => number == 1 ? $"{stem}{Ending}" : $"{stem}-{number}{Ending}")
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
    /// Writes a file beside and puts it in place, so that a reader finds the old one or the new one whole, also after the power went. It
    /// stays what it was: a link, of its owner, with its mode.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="cancellationToken">Gives up before the file is put in place.</param>
    /// <exception cref="IOException">It is read-only, or the disk is full.</exception>
    public static async Task WriteAsync(string file, byte[] bytes, CancellationToken cancellationToken = default)
    {
        string target = FileNature.Writable(file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a notebook's file lies in a folder
        using WholeFile whole = new(target);
        await whole.Stream.WriteAsync(bytes, cancellationToken);
        whole.Put(toDisk: true, keep: FileNature.Inherit);
    }

    private static string CleanPart(string part)
    {
        string clean = string.Concat(part.Trim().EnumerateRunes().Select(letter => MayStand(letter) ? letter.ToString() : "-"));
        return Short(clean.Trim('.', ' '));
    }

    private static bool MayStand(Rune letter) => Rune.IsLetterOrDigit(letter) || (letter.IsAscii && "-_ .()".Contains((char)letter.Value));

    // As many characters as fit, with room for a number and the ending.
    private static string Short(string name)
    {
        int bytes = 0;
        IEnumerable<Rune> fitting = name.EnumerateRunes().TakeWhile(letter => (bytes += letter.Utf8SequenceLength) <= MostInName);
        return string.Concat(fitting).TrimEnd('.', ' ');
    }
}

/// <summary>A notebook on disk.</summary>
/// <param name="Path">Below the notebooks' folder.</param>
/// <param name="Changed">When it was last written.</param>
public sealed record ListedNotebook(string Path, DateTimeOffset Changed)
{
    /// <summary>Its name without the ending.</summary>
    public string Title => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The folder it lies in, below the notebooks' folder; empty for that itself.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)?.Replace('\\', '/') ?? "";

    /// <summary>The address of its page.</summary>
    public string Address => $"notebooks/{Escape(Path)}";

    /// <summary>A path as a part of an address.</summary>
    /// <param name="path">The path.</param>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
