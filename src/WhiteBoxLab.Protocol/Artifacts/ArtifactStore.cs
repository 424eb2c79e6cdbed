using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

/// <summary>Artifacts in a folder. Safe for several processes at once.</summary>
/// <param name="folder">The folder; made when the first file is put.</param>
public sealed partial class ArtifactStore(string folder) : IArtifactStore
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>
    /// A folder of sandboxes, each with a folder <c>artifacts</c> that its kernel writes; null, the default, for none. Nobody but the owner
    /// of this store writes into the store.
    /// </summary>
    public string? Sandboxes { get; init; }

    /// <summary>A folder of artifacts that are read here as well and never written; null, the default, for none.</summary>
    public string? Readable { get; init; }

    /// <inheritdoc/>
    public string Put(ReadOnlySpan<byte> content, string extension)
    {
        string name = NameOf(SHA256.HashData(content), extension);
        string path = Path.Combine(Folder, name);
        if (File.Exists(path))
            return name;
        Directory.CreateDirectory(Folder);
        WholeFile.Write(path, content);
        return name;
    }

    /// <inheritdoc/>
    public async Task<string> PutAsync(Func<Stream, Task> write, string extension)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(Folder);
        using WholeFile file = new(Path.Combine(Folder, "upload"));
        using SHA256 hash = SHA256.Create();
        await using (CryptoStream hashing = new(file.Stream, hash, CryptoStreamMode.Write, leaveOpen: true))
            await write(hashing).ConfigureAwait(false);
        string name = NameOf(hash.Hash!, extension); // complete once the stream is closed
        file.Put(name: name);
        return name;
    }

    /// <inheritdoc/>
    public bool Has(string name) => PathOf(name) is not null;

    /// <inheritdoc/>
    public Stream? Open(string name)
    {
        try
        {
            return PathOf(name) is { } path ? File.OpenRead(path) : null;
        }
        catch (FileNotFoundException)
        {
            return null; // gone a moment ago
        }
    }

    /// <inheritdoc/>
    public void Remove(string name)
    {
        if (IsName(name))
            File.Delete(Path.Combine(Folder, name));
    }

    /// <summary>
    /// The path of an artifact, or null when there is none of that name, it is a link, or it is no name of an artifact.
    /// </summary>
    /// <param name="name">As <see cref="Put"/> returned it.</param>
    public string? PathOf(string name)
    {
        if (!IsName(name))
            return null;
        string[] folders = Readable is null ? [Folder] : [Folder, Readable];
        return Array.Find([.. folders.Select(folder => Path.Combine(folder, name))], IsFile) ?? TakeFromSandbox(name);
    }

    // What a kernel in a sandbox made is taken in once it is asked for, if it is what its name says.
    private string? TakeFromSandbox(string name)
    {
        if (Sandboxes is null || !Directory.Exists(Sandboxes))
            return null;
        foreach (
            string found in Directory
                .EnumerateDirectories(Sandboxes)
                .Select(sandbox => Path.Combine(sandbox, "artifacts", name))
                .Where(IsFile)
        )
        {
            byte[] content = File.ReadAllBytes(found);
            if (name != NameOf(SHA256.HashData(content), Path.GetExtension(name)[1..]))
                continue;
            string taken = Path.Combine(Folder, Put(content, Path.GetExtension(name)[1..]));
            File.Delete(found);
            return taken;
        }
        return null;
    }

    // A cell may have made a link that leads anywhere.
    private static bool IsFile(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null };

    /// <summary>Whether some text has the form of an artifact's name; nothing else ever becomes a path.</summary>
    /// <param name="name">The text.</param>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    private static string NameOf(ReadOnlySpan<byte> hash, string extension) => $"{Convert.ToHexStringLower(hash[..16])}.{extension}";

    [GeneratedRegex("^[0-9a-f]{32}\\.[a-z0-9]{1,8}$")]
    private static partial Regex NamePattern();
}
