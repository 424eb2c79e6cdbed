namespace WhiteBoxLab.Web.Cluster;

/// <summary>
/// A file that one process of this machine can hold at a time. The system lets go of it when the process ends, however it ends.
/// </summary>
internal static class LockFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5),
        Patience = TimeSpan.FromSeconds(30);

    /// <summary>Takes the lock of a folder, and waits for it where it is held.</summary>
    /// <param name="folder">The folder; made where there is none.</param>
    /// <returns>The lock; held until it is disposed.</returns>
    /// <exception cref="IOException">Somebody holds it and does not let go.</exception>
    public static async Task<FileStream> TakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "lock");
        for (TimeSpan waited = default; waited < Patience; waited += Pause)
        {
            if (TryHold(path) is { } held)
                return held;
            await Task.Delay(Pause); // it is held for as long as a small file is read and written
        }
        throw new IOException($"Another process holds '{path}' and does not let go. End it, or give this lab another folder by Lab:Data.");
    }

    /// <summary>Holds a file; null where somebody else does.</summary>
    /// <param name="path">The file; made where there is none.</param>
    /// <param name="options">What becomes of it afterwards. Defaults to nothing.</param>
    public static FileStream? TryHold(string path, FileOptions options = FileOptions.None)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
