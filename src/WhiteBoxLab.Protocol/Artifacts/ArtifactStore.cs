using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

/// <summary>Artifacts in a folder. Safe for several processes at once.</summary>
/// <param name="folder">The folder; made when the first file is put.</param>
public sealed partial class ArtifactStore(string folder) : IArtifactStore
{
    private static readonly FileStreamOptions New = new()
    {
        Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.Asynchronous,
    };

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public string Put(ReadOnlySpan<byte> content, string extension)
    {
        string name = NameOf(SHA256.HashData(content), extension);
        string path = Path.Combine(Folder, name);
        if (File.Exists(path))
            return name;
        Directory.CreateDirectory(Folder);
        string temporary = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";
        using (FileStream file = File.Create(temporary))
            file.Write(content);
        File.Move(temporary, path, overwrite: true);
        return name;
    }

    /// <inheritdoc/>
    public async Task<string> PutAsync(Func<Stream, Task> write, string extension)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(Folder);
        string temporary = Path.Combine(Folder, $"upload.{Guid.NewGuid():n}.tmp");
        try
        {
            using var hash = SHA256.Create();
            await using (var file = new FileStream(temporary, New))
            await using (var hashing = new CryptoStream(file, hash, CryptoStreamMode.Write))
                await write(hashing).ConfigureAwait(false);
            string name = NameOf(hash.Hash!, extension); // complete once the stream is closed
            File.Move(temporary, Path.Combine(Folder, name), overwrite: true);
            return name;
        }
        finally
        {
            File.Delete(temporary);
        }
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

    private static string NameOf(ReadOnlySpan<byte> hash, string extension) => $"{Convert.ToHexStringLower(hash[..16])}.{extension}";

    [GeneratedRegex("^[0-9a-f]{32}\\.[a-z0-9]{1,8}$")]
    private static partial Regex NamePattern();
}
