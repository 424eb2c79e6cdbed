using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Photos;

/// <summary>Keeps the photos that visitors bring, unread: only a kernel ever decodes one.</summary>
/// <param name="artifacts">Where they are kept.</param>
public sealed class PhotoStore(IArtifactStore artifacts)
{
    /// <summary>The largest photo taken, in bytes.</summary>
    public const long LargestPhoto = 50L << 20;

    /// <summary>Keeps a photo.</summary>
    /// <param name="content">Its bytes, read to the end but never beyond <see cref="LargestPhoto"/>.</param>
    /// <param name="fileName">Its name where it comes from; only a harmless ending is kept of it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The artifact's name.</returns>
    /// <exception cref="PhotoRefusedException">It is empty or too large.</exception>
    public Task<string> KeepAsync(Stream content, string fileName, CancellationToken cancellationToken) =>
        artifacts.PutAsync(target => CopyAsync(content, target, cancellationToken), Ending(fileName));

    private static async Task CopyAsync(Stream content, Stream target, CancellationToken cancellationToken)
    {
        byte[] part = new byte[1 << 16];
        long length = 0;
        for (int read; (read = await content.ReadAsync(part, cancellationToken)) > 0; )
        {
            length += read;
            if (length > LargestPhoto)
                throw PhotoRefusedException.TooLarge(length);
            await target.WriteAsync(part.AsMemory(0, read), cancellationToken);
        }
        if (length == 0)
            throw PhotoRefusedException.Empty();
    }

    private static string Ending(string fileName) =>
        Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant() switch
        {
            "jpg" or "jpeg" => "jpg",
            "png" => "png",
            "webp" => "webp",
            "gif" => "gif",
            _ => "photo",
        };
}
