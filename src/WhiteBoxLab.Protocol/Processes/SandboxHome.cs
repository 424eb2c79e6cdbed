namespace WhiteBoxLab.Protocol;

/// <summary>
/// The folder that a kernel in a sandbox works in. Of what lies there when it starts it sees the files that are no notebooks and the
/// folders that hold none, and may change them; what comes later it does not see, save for what is put into one of those folders. What
/// begins with a dot it does not see, or within those folders may only read. What it makes beside them is kept in its storage and is there
/// again for the next kernel.
/// </summary>
/// <param name="Folder">The folder, such as that of a notebook.</param>
/// <param name="Storage">A folder elsewhere for what the kernel makes: <c>files</c>, <c>packages</c>, <c>outputs</c> and <c>artifacts</c>.
/// It is
/// made where it is missing; kernels of one folder can share it.</param>
public sealed record SandboxHome(string Folder, string Storage)
{
    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>Where the packages lie that its cells asked for.</summary>
    public string Packages => Path.Combine(Storage, "packages");

    /// <summary>Where what its cells print beyond the limit lies.</summary>
    public string Outputs => Path.Combine(Storage, "outputs");

    /// <summary>Where the maps and pictures lie that its cells made.</summary>
    public string Artifacts => Path.Combine(Storage, "artifacts");

    /// <summary>How much it takes, in bytes.</summary>
    public long Size() => Directory.Exists(Storage) ? new DirectoryInfo(Storage).EnumerateFiles("*", All).Sum(LengthOf) : 0;

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0; // gone meanwhile
        }
    }

    private string Files => Path.Combine(Storage, "files");

    // Where bubblewrap had to put empty files and folders, to hang the real ones there.
    private string Hooks => Path.Combine(Storage, "hooks");

    /// <summary>What bubblewrap is told.</summary>
    internal IEnumerable<string> Arguments()
    {
        foreach (string folder in new[] { Files, Packages, Outputs, Artifacts })
            Directory.CreateDirectory(folder);
        string[] seen = [.. Seen()];
        Tidy([.. seen.Select(path => Path.GetFileName(path))]);
        string[] own = [Packages, Outputs, Artifacts, .. seen];
        return ["--bind", Files, Folder, .. Bound("--bind", own), .. Bound("--ro-bind", Hidden(seen))];
    }

    private static IEnumerable<string> Bound(string how, IEnumerable<string> paths) => paths.SelectMany(path => new[] { how, path, path });

    // What tools of the folder's owner act on, such as .git and .vscode, is to be read.
    private static IEnumerable<string> Hidden(IEnumerable<string> seen) =>
        seen.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, ".*", All));

    // Links are left out: a cell could have made one that leads out of the sandbox.
    private IEnumerable<string> Seen() =>
        !Directory.Exists(Folder)
            ? []
            : new DirectoryInfo(Folder)
                .EnumerateFileSystemInfos()
                .Where(one =>
                    !one.Attributes.HasFlag(FileAttributes.ReparsePoint)
                    && one.Name[0] != '.'
                    && !IsNotebook(one.Name)
                    && (
                        one is FileInfo || !Directory.EnumerateFiles(one.FullName, "*", All).Any(file => IsNotebook(Path.GetFileName(file)))
                    )
                )
                .Select(one => one.FullName);

    // Also copies of one, such as "a.ipynb.orig".
    private static bool IsNotebook(string name) =>
        name.Contains(".ipynb", StringComparison.OrdinalIgnoreCase) || name.Contains(".dib", StringComparison.OrdinalIgnoreCase);

    // An empty file whose real one is gone would stay behind for ever, and a link would lead the real one elsewhere.
    private void Tidy(IReadOnlyCollection<string> seen)
    {
        foreach (string name in File.Exists(Hooks) ? File.ReadAllLines(Hooks).Except(seen, StringComparer.Ordinal) : [])
        {
            string left = Path.Combine(Files, name);
            if (new FileInfo(left) is { Exists: true, Length: 0 })
                File.Delete(left);
            else if (Directory.Exists(left) && !Directory.EnumerateFileSystemEntries(left).Any())
                Directory.Delete(left);
        }
        foreach (string name in seen.Where(name => new FileInfo(Path.Combine(Files, name)).LinkTarget is not null))
            File.Delete(Path.Combine(Files, name));
        File.WriteAllLines(Hooks, seen);
    }
}
