namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>The file of an open notebook: what was last read or written, and whether somebody else wrote since.</summary>
/// <param name="file">The file.</param>
public sealed class NotebookDisk(string file)
{
    private string known = "";
    private (DateTime, long) stamp;

    /// <summary>
    /// The file where somebody wrote it since it was last taken in; null where nobody did. One that is gone counts as unchanged: it is
    /// written anew.
    /// </summary>
    /// <exception cref="NotebookUnreadableException">It is too large.</exception>
    public async Task<NotebookBytes?> ReadChangedAsync()
    {
        (DateTime, long Length) now = StampOf();
        if (now == stamp || !File.Exists(file))
            return null;
        if (now.Length > NotebookFile.Largest)
            throw NotebookUnreadableException.TooLarge(now.Length);
        byte[] bytes = await File.ReadAllBytesAsync(file);
        NotebookBytes read = new(bytes, FileMark.HashOf(bytes), now);
        if (read.Hash != known)
            return read;
        stamp = now;
        return null;
    }

    /// <summary>Says that a file was read for what it is: only from then on may it be written over.</summary>
    /// <param name="read">The file.</param>
    public void Take(NotebookBytes read) => (known, stamp) = (read.Hash, read.Stamp);

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="hash">Their hash.</param>
    public async Task WriteAsync(byte[] bytes, string hash)
    {
        await NotebookFiles.WriteAsync(file, bytes);
        (known, stamp) = (hash, StampOf());
    }

    private (DateTime, long Length) StampOf() =>
        new FileInfo(FileNature.Real(file) ?? file) is { Exists: true } info ? (info.LastWriteTimeUtc, info.Length) : default;
}

/// <summary>A notebook's file as it was read.</summary>
/// <param name="Bytes">What is in it.</param>
/// <param name="Hash">The hash of that.</param>
/// <param name="Stamp">When it was written, and how long it is.</param>
public sealed record NotebookBytes(byte[] Bytes, string Hash, (DateTime, long) Stamp);
