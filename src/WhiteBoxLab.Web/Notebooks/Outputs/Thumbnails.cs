using System.Collections.Concurrent;
using System.Security.Cryptography;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>
/// Pictures of notebooks made small for lists. Strangers may have made them, so the Explorer's kernel decodes them, once for each content;
/// the newest small ones are kept.
/// </summary>
/// <param name="kernel">Decodes them.</param>
/// <param name="artifacts">What web process and kernel share.</param>
/// <param name="folders">Where the small ones are kept.</param>
public sealed class Thumbnails(ExplorerKernel kernel, IArtifactStore artifacts, LabFolders folders)
{
    /// <summary>How many are kept.</summary>
    public const int Most = 1000;

    private const int Side = 112; // twice what a list shows, for screens of fine dots
    private const string Ending = "thumb"; // of nobody else's artifacts
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]?>>> asked = new(StringComparer.Ordinal);

    /// <summary>The small picture as WebP, from the folder or from the kernel; null where none can be made.</summary>
    /// <param name="picture">The picture's file.</param>
    public async Task<byte[]?> OfAsync(byte[] picture)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(picture), 0, 16),
            file = Path.Combine(folders.Thumbnails, $"{name}.webp");
        if (File.Exists(file))
            return await File.ReadAllBytesAsync(file);
        Lazy<Task<byte[]?>> making = asked.GetOrAdd(name, _ => new Lazy<Task<byte[]?>>(() => MakeAsync(picture, file)));
        byte[]? small = await making.Value;
        if (small is not null)
            asked.TryRemove(new(name, making)); // what could not be made is not asked for again: it may have cost a kernel
        return small;
    }

    private async Task<byte[]?> MakeAsync(byte[] picture, string file)
    {
        try
        {
            byte[]? small = await AskAsync(artifacts.Put(picture, Ending));
            if (small is not null)
                Keep(file, small);
            return small;
        }
        catch (Exception problem) when (problem is KernelRefusedException or IOException)
        {
            return null;
        }
    }

    private async Task<byte[]?> AskAsync(string whole)
    {
        try
        {
            string made = (await kernel.ThumbnailAsync(new MakeThumbnail(whole, Side))).Thumbnail;
            byte[]? small = await ReadAsync(made);
            artifacts.Remove(made);
            return small;
        }
        finally
        {
            artifacts.Remove(whole);
        }
    }

    private async Task<byte[]?> ReadAsync(string name)
    {
        if (artifacts.Open(name) is not { } stream)
            return null;
        await using (stream)
        {
            using MemoryStream bytes = new();
            await stream.CopyToAsync(bytes);
            return bytes.ToArray();
        }
    }

    private void Keep(string file, byte[] small)
    {
        DirectoryInfo folder = Directory.CreateDirectory(folders.Thumbnails);
        WholeFile.Write(file, small);
        foreach (FileInfo old in folder.GetFiles("*.webp").OrderByDescending(one => one.LastWriteTimeUtc).Skip(Most))
            old.Delete();
    }
}
