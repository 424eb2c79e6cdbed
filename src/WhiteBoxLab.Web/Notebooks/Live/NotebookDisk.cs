namespace WhiteBoxLab.Web;

/// <summary>The file of an open notebook: what was last read or written, and whether somebody else wrote since.</summary>
/// <param name="file">The file.</param>
public sealed class NotebookDisk(string file)
{
    private string known = "";
    private (DateTime, long) stamp;

    /// <summary>Reads the file; null when there is none.</summary>
    /// <exception cref="NotebookUnreadableException">It is too large.</exception>
    public async Task<byte[]?> ReadAsync()
    {
        (DateTime, long) now = StampOf();
        if (!File.Exists(file))
            return null;
        if (now.Item2 > NotebookFile.Largest)
            throw NotebookUnreadableException.TooLarge(now.Item2);
        byte[] bytes = await File.ReadAllBytesAsync(file);
        (known, stamp) = (FileMark.HashOf(bytes), now);
        return bytes;
    }

    /// <summary>
    /// The bytes of the file where somebody else wrote it since; else null. A file that is gone counts as unchanged: it is written anew.
    /// </summary>
    public async Task<byte[]?> ReadChangedAsync()
    {
        if (StampOf() == stamp || !File.Exists(file))
            return null;
        string before = known;
        byte[]? bytes = await ReadAsync();
        return known == before ? null : bytes;
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="hash">Their hash.</param>
    public async Task WriteAsync(byte[] bytes, string hash)
    {
        await NotebookShelf.WriteAsync(file, bytes);
        (known, stamp) = (hash, StampOf());
    }

    private (DateTime, long) StampOf() => new FileInfo(file) is { Exists: true } info ? (info.LastWriteTimeUtc, info.Length) : default;
}
