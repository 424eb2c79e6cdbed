using System.Text;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>
/// The files for what is too much to show: one for each cell that printed too much, the newest fifty, each of at most 64 MB.
/// </summary>
/// <param name="folder">Where they lie; made when the first is needed.</param>
internal sealed class OutputFiles(string folder)
{
    private const int MostFiles = 50;

    /// <summary>How many characters a file takes.</summary>
    public const long MostInFile = 64_000_000;

    /// <summary>A new file, empty.</summary>
    /// <param name="name">What it is of, such as <c>cell 3</c>.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public StreamWriter Open(string name)
    {
        Directory.CreateDirectory(folder);
        foreach (
            FileInfo old in new DirectoryInfo(folder).GetFiles("*.txt").OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostFiles - 1)
        )
            old.Delete();
        string path = Path.Combine(folder, $"{name.Replace(' ', '-')}-{Guid.NewGuid().ToString("N")[..8]}.txt");
        return new StreamWriter(
            new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read),
            new UTF8Encoding(false),
            1 << 16
        );
    }

    /// <summary>Keeps a whole text.</summary>
    /// <returns>A sentence that says where, or why not.</returns>
    public string Keep(string name, string text)
    {
        try
        {
            using StreamWriter file = Open(name);
            file.Write(text.AsSpan(0, (int)Math.Min(text.Length, MostInFile)));
            return $"All of it is in {PathOf(file)}.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"It could not be kept in a file either: {exception.Message}";
        }
    }

    /// <summary>Where a file lies.</summary>
    public static string PathOf(StreamWriter file) => ((FileStream)file.BaseStream).Name;
}
