using System.Runtime.InteropServices;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>What a file is beside its content: a link, read-only, somebody's, with a mode. Whoever writes it anew keeps that.</summary>
public static class FileNature
{
    private const int MostLinks = 40; // as Linux has it

    /// <summary>The file that is written where this one is: the file itself, or the one that it leads to as a link.</summary>
    /// <param name="file">The file; it need not be there.</param>
    /// <exception cref="IOException">It is read-only, or its links lead in a circle.</exception>
    public static string Writable(string file)
    {
        string target = TargetOf(file);
        return new FileInfo(target) is { Exists: true, IsReadOnly: true }
            ? throw new IOException(
                $"'{Path.GetFileName(file)}' is read-only. Make it writable, or download a copy; what you typed is kept by the lab."
            )
            : target;
    }

    /// <summary>Gives a new file the mode and the owner of the one that it takes the place of; nothing where there was none.</summary>
    /// <param name="fresh">The new file.</param>
    /// <param name="old">The one that is there.</param>
    public static void Inherit(string fresh, string old)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(old))
            return;
        UnixFileMode mode = File.GetUnixFileMode(old); // first: a change of owner takes bits away
        if (OperatingSystem.IsLinux() && OwnerOf(old) is { } owner && owner != OwnerOf(fresh))
            _ = ChangeOwner(fresh, owner.User, owner.Group); // where it may not, the file is its own
        File.SetUnixFileMode(fresh, mode);
    }

    /// <summary>Where a file lies once no part of its path is a link.</summary>
    /// <param name="path">The path; what is not there is taken as it is written.</param>
    /// <returns>The path; null where links lead in a circle.</returns>
    public static string? Real(string path)
    {
        string full = Path.GetFullPath(path),
            real = Path.GetPathRoot(full)!; // a full path has a root
        Stack<string> left = new(PartsOf(full[real.Length..]));
        for (int links = 0; left.TryPop(out string? part); )
        {
            string next = Path.GetFullPath(Path.Combine(real, part));
            if (LinkOf(next) is not { } target)
                real = next;
            else if (++links > MostLinks)
                return null;
            else
                real = Restart(real, target, left);
        }
        return real;
    }

    private static string TargetOf(string file) =>
        LinkOf(file) is null ? file : Real(file) ?? throw new IOException($"'{file}' is a link in a circle.");

    private static string? LinkOf(string path) => new FileInfo(path).LinkTarget;

    private static string Restart(string folder, string target, Stack<string> left)
    {
        string root = Path.GetPathRoot(target) is { Length: > 0 } absolute ? absolute : folder;
        foreach (string part in PartsOf(target[(Path.GetPathRoot(target)?.Length ?? 0)..]))
            left.Push(part);
        return root;
    }

    private static IEnumerable<string> PartsOf(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();

    private static (uint User, uint Group)? OwnerOf(string file)
    {
        byte[] answer = new byte[256]; // struct statx: the same on every processor
        return Ask(CurrentFolder, file, 0, UserAndGroup, answer) == 0
            ? (BitConverter.ToUInt32(answer, 20), BitConverter.ToUInt32(answer, 24))
            : null;
    }

    private const int CurrentFolder = -100;
    private const uint UserAndGroup = 0x18; // STATX_UID | STATX_GID

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Ask(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string file, int flags, uint mask, byte[] answer);

    [DllImport("libc", EntryPoint = "chown")]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string file, uint user, uint group);
}
