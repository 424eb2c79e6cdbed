using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// A folder of files named by the hash of their content, so that a name never changes its meaning and may be cached for ever. Safe for
/// several processes at once.
/// </summary>
/// <param name="folder">The folder; made when the first file is put.</param>
public sealed partial class ArtifactStore(string folder)
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>
    /// A folder of rooms, each with a folder <c>artifacts</c> that a kernel in a sandbox writes; null, the default, for none. Nobody but
    /// the owner of this store writes into the store.
    /// </summary>
    public string? Rooms { get; init; }

    /// <summary>Keeps some bytes and returns their name.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="extension">The file's ending without the dot: <c>png</c>, <c>npy</c>, <c>jpg</c>, ...</param>
    /// <returns>32 hexadecimal digits, a dot and the ending.</returns>
    public string Put(ReadOnlySpan<byte> content, string extension)
    {
        string name = $"{HashOf(content)}.{extension}";
        string path = Path.Combine(Folder, name);
        if (File.Exists(path))
            return name;

        Directory.CreateDirectory(Folder);
        WholeFile.Write(path, content);
        return name;
    }

    /// <summary>
    /// The path of an artifact, or null when there is none of that name, it is a link, or it is no name of an artifact.
    /// </summary>
    /// <param name="name">As <see cref="Put"/> returned it.</param>
    public string? PathOf(string name)
    {
        if (!IsName(name))
            return null;
        string path = Path.Combine(Folder, name);
        return IsFile(path) ? path : TakeFromRoom(name);
    }

    // What a kernel in a sandbox made is taken in once it is asked for, if it is what its name says.
    private string? TakeFromRoom(string name)
    {
        if (Rooms is null || !Directory.Exists(Rooms))
            return null;
        foreach (string found in Directory.EnumerateDirectories(Rooms).Select(room => Path.Combine(room, "artifacts", name)).Where(IsFile))
        {
            byte[] content = File.ReadAllBytes(found);
            if (!name.StartsWith(HashOf(content), StringComparison.Ordinal))
                continue;
            string taken = Path.Combine(Folder, Put(content, Path.GetExtension(name)[1..]));
            File.Delete(found);
            return taken;
        }
        return null;
    }

    // A cell may have made a link that leads anywhere.
    private static bool IsFile(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null };

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));

    /// <summary>Whether some text has the form of an artifact's name; nothing else ever becomes a path.</summary>
    /// <param name="name">The text.</param>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex("^[0-9a-f]{32}\\.[a-z0-9]{1,8}$")]
    private static partial Regex NamePattern();
}
