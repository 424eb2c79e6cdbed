using System.Security.Cryptography;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>Keeps the photos that visitors bring, unread: only a kernel ever decodes one.</summary>
/// <param name="artifacts">Where they are kept.</param>
public sealed class PhotoStore(ArtifactStore artifacts)
{
    /// <summary>The largest photo taken, in bytes.</summary>
    public const long LargestPhoto = 50L << 20;

    /// <summary>Keeps a photo.</summary>
    /// <param name="content">Its bytes, read to the end but never beyond <see cref="LargestPhoto"/>.</param>
    /// <param name="fileName">Its name where it comes from; only a harmless ending is kept of it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The artifact's name.</returns>
    /// <exception cref="PhotoRefusedException">It is empty or too large.</exception>
    public async Task<string> KeepAsync(Stream content, string fileName, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(artifacts.Folder);
        using WholeFile photo = new(Path.Combine(artifacts.Folder, "upload"));
        string name = $"{await CopyAsync(content, photo.Stream, cancellationToken)}.{Ending(fileName)}";
        photo.Put(name: name);
        return name;
    }

    private static async Task<string> CopyAsync(Stream content, Stream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] part = new byte[1 << 16];
        long length = 0;
        for (int read; (read = await content.ReadAsync(part, cancellationToken)) > 0;)
        {
            length += read;
            if (length > LargestPhoto)
                throw PhotoRefusedException.TooLarge(length);
            hash.AppendData(part, 0, read);
            await file.WriteAsync(part.AsMemory(0, read), cancellationToken);
        }
        return length == 0 ? throw PhotoRefusedException.Empty() : Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static string Ending(string fileName) => Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant() switch
    {
        "jpg" or "jpeg" => "jpg",
        "png" => "png",
        "webp" => "webp",
        "gif" => "gif",
        _ => "photo",
    };
}
