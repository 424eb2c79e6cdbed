using System.Globalization;
using System.Text;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage.Exports;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>What is done with whole notebooks: they come in, get other names, are copied, and go into the bin and out of it.</summary>
/// <param name="files">The notebooks on disk.</param>
/// <param name="sessions">The open ones.</param>
/// <param name="folder">What belongs to them and not into their files.</param>
/// <param name="folders">The lab's folders.</param>
/// <param name="time">The clock.</param>
public sealed class NotebookActions(
    NotebookFiles files,
    NotebookSessions sessions,
    NotebookFolder folder,
    LabFolders folders,
    TimeProvider time
)
{
    private string Bin => Path.Combine(folders.Data, "bin");

    /// <summary>The notebooks in the bin, the latest first.</summary>
    public IReadOnlyList<BinnedNotebook> Binned =>
        Directory.Exists(Bin)
            ?
            [
                .. new DirectoryInfo(Bin)
                    .EnumerateDirectories()
                    .SelectMany(one =>
                        one.EnumerateFiles("*.ipynb", SearchOption.AllDirectories)
                            .Select(file => new BinnedNotebook(
                                one.Name,
                                Path.GetRelativePath(one.FullName, file.FullName).Replace('\\', '/'),
                                one.CreationTimeUtc
                            ))
                    )
                    .OrderByDescending(notebook => notebook.Id, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>
    /// Takes a notebook in: <c>.ipynb</c> as it is, <c>.dib</c> turned into one. It shows what it has and runs nothing until somebody says
    /// so.
    /// </summary>
    /// <param name="fileName">Its name where it comes from; only the last part of it counts.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="NotebookUnreadableException">It is no notebook; nothing was kept.</exception>
    public async Task<string> TakeInAsync(string fileName, Stream content, CancellationToken cancellationToken = default)
    {
        string name = fileName.Split('/', '\\')[^1];
        byte[] bytes = await ReadAsync(content, cancellationToken);
        bytes = Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".DIB" => NotebookFile.Bytes(DibFile.Read(name, Encoding.UTF8.GetString(bytes))),
            ".IPYNB" or ".JSON" => bytes,
            _ => throw new NotebookUnreadableException($"'{name}' is neither .ipynb nor .dib. Nothing was kept."),
        };
        NotebookFile.Read(name, bytes); // or it is refused
        string path = files.Free(Path.GetFileNameWithoutExtension(name));
        folder.Drop(path);
        folder.SetForeign(path, true);
        await NotebookFiles.WriteAsync(files.FileOf(path)!, bytes, cancellationToken); // a free path is a path
        return path;
    }

    /// <summary>Gives a notebook another name, or another place below the folder.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="name">The new name; folders before it with slashes. The ending may be left out.</param>
    /// <returns>The new path, or why not, in a sentence.</returns>
    public async Task<(string? Path, string? Problem)> RenameAsync(string path, string name)
    {
        string to = files.Clean(name);
        if (to == path)
            return (path, null);
        if (files.FileOf(path) is not { } from || !File.Exists(from))
            return (null, $"There is no notebook '{path}'.");
        if (File.Exists(files.FileOf(to)))
            return (null, $"There is a notebook '{to}' already. Choose another name.");
        await RecoveredAsync(path);
        if (await sessions.CloseAsync(path, $"This notebook is called {to} now. Its kernel has ended.") is { } problem)
            return (null, problem);
        string target = files.FileOf(to)!; // a clean name is one
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(from, target);
        folder.Move(path, to);
        return (to, null);
    }

    /// <summary>Copies a notebook as it stands.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The copy's path; null when there is none.</returns>
    /// <exception cref="NotebookUnreadableException">It cannot be read.</exception>
    public async Task<string?> DuplicateAsync(string path)
    {
        if (await sessions.FindAsync(path) is not { State: var state })
            return null;
        string copy = files.Free($"{path[..^".ipynb".Length]}-copy");
        folder.Drop(copy);
        folder.SetForeign(copy, state.Foreign);
        await NotebookFiles.WriteAsync(files.FileOf(copy)!, NotebookFile.Bytes(state));
        return copy;
    }

    /// <summary>Puts a notebook into the bin. One that cannot be read goes as well.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Why not, in a sentence, or null.</returns>
    public async Task<string?> DeleteAsync(string path)
    {
        if (files.FileOf(path) is not { } file || !File.Exists(file))
            return $"There is no notebook '{path}'.";
        bool readable = await RecoveredAsync(path);
        if (await sessions.CloseAsync(path, "This notebook lies in the bin now. Its kernel has ended.") is { } problem)
            return problem;
        string to = Path.Combine(
            Bin,
            string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss-fff}-{NotebookFile.NewId()}"),
            path
        );
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        Move(file, to);
        if (readable)
            folder.Drop(path);
        return null;
    }

    /// <summary>Takes a notebook out of the bin, to where it was, or beside what stands there now.</summary>
    /// <param name="id">Its id in the bin.</param>
    /// <returns>Its path; null when it is not there.</returns>
    public string? Restore(string id)
    {
        if (Binned.FirstOrDefault(notebook => notebook.Id == id) is not { } found)
            return null;
        string path = File.Exists(files.FileOf(found.Path)) ? files.Free(found.Path[..^".ipynb".Length]) : found.Path;
        string to = files.FileOf(path)!; // it lay there
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        folder.Drop(path);
        Move(Path.Combine(Bin, id, found.Path), to);
        Directory.Delete(Path.Combine(Bin, id), recursive: true);
        return path;
    }

    /// <summary>Deletes what lies in the bin, for good.</summary>
    public void EmptyBin()
    {
        if (Directory.Exists(Bin))
            Directory.Delete(Bin, recursive: true);
    }

    // What a crash left in the journal alone goes into the file before that goes elsewhere.
    private async Task<bool> RecoveredAsync(string path)
    {
        try
        {
            return await sessions.FindAsync(path) is not null;
        }
        catch (NotebookUnreadableException)
        {
            return false;
        }
    }

    // The bin may lie on another disk.
    private static void Move(string from, string to)
    {
        try
        {
            File.Move(from, to);
        }
        catch (IOException) when (File.Exists(from) && !File.Exists(to))
        {
            File.Copy(from, to);
            File.Delete(from);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new();
        byte[] part = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(part, cancellationToken)) > 0; )
        {
            bytes.Write(part, 0, read);
            if (bytes.Length > NotebookFile.Largest)
                throw NotebookUnreadableException.TooLarge(bytes.Length);
        }
        return bytes.ToArray();
    }
}

/// <summary>A notebook in the bin.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Path">Where it was, below the notebooks' folder.</param>
/// <param name="Since">When it went in.</param>
public sealed record BinnedNotebook(string Id, string Path, DateTimeOffset Since);
