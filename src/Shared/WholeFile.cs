using System.Text;

namespace WhiteBoxLab;

/// <summary>
/// A file that is written beside its place and moved there when it is whole, so that a reader finds the old one or the new one. What was
/// not put in place is gone at the end.
/// </summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string place,
        temporary;
    private readonly FileStream stream;

    /// <summary>Begins one.</summary>
    /// <param name="path">Its place, in a folder that exists.</param>
    public WholeFile(string path)
    {
        place = Path.GetFullPath(path);
        // A file lies in a folder. Short, for names may be as long as the file system takes; and nobody can foresee it.
        temporary = Path.Combine(Path.GetDirectoryName(place)!, $".{Guid.NewGuid():n}.tmp");
        stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }

    /// <summary>What is written.</summary>
    public Stream Stream => stream;

    /// <summary>Puts it in place; the mode of the file that is there stays.</summary>
    /// <param name="toDisk">Whether it is to be there also after the power went. Defaults to no.</param>
    /// <param name="name">A name that was not known at the beginning. Defaults to the one it was begun for.</param>
    /// <param name="keep">Gives the new file what it is to keep of the one that is there. Defaults to its mode.</param>
    public void Put(bool toDisk = false, string? name = null, Action<string, string>? keep = null)
    {
        string to = name is null ? place : Path.Combine(Path.GetDirectoryName(place)!, name); // as above
        stream.Flush(toDisk);
        stream.Dispose();
        (keep ?? KeepMode)(temporary, to);
        File.Move(temporary, to, overwrite: true);
    }

    private static void KeepMode(string fresh, string old)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(old))
            File.SetUnixFileMode(fresh, File.GetUnixFileMode(old));
    }

    /// <summary>Writes a file.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        using WholeFile file = new(path);
        write(file.Stream);
        file.Put();
    }

    /// <summary>Writes a file of bytes.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using WholeFile file = new(path);
        file.Stream.Write(bytes);
        file.Put();
    }

    /// <summary>Writes a file of text.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        File.Delete(temporary);
    }
}
