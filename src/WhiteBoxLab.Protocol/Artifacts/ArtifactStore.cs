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

    /// <summary>Keeps some bytes and returns their name.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="extension">The file's ending without the dot: <c>png</c>, <c>npy</c>, <c>jpg</c>, ...</param>
    /// <returns>32 hexadecimal digits, a dot and the ending.</returns>
    public string Put(ReadOnlySpan<byte> content, string extension)
    {
        string name = $"{Convert.ToHexStringLower(SHA256.HashData(content)[..16])}.{extension}";
        string path = Path.Combine(Folder, name);
        if (File.Exists(path))
            return name;

        Directory.CreateDirectory(Folder);
        WholeFile.Write(path, content);
        return name;
    }

    /// <summary>The path of an artifact, or null when there is none of that name or it is no name of an artifact.</summary>
    /// <param name="name">As <see cref="Put"/> returned it.</param>
    public string? PathOf(string name)
    {
        if (!IsName(name))
            return null;
        string path = Path.Combine(Folder, name);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Whether some text has the form of an artifact's name; nothing else ever becomes a path.</summary>
    /// <param name="name">The text.</param>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex("^[0-9a-f]{32}\\.[a-z0-9]{1,8}$")]
    private static partial Regex NamePattern();
}
