using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>The photos looked at last, each as some network sees it. Belongs to one thread.</summary>
internal sealed class PhotoRoom(ArtifactStore artifacts) : IDisposable
{
    private const int Most = 16, LargestPreview = 640;

    private readonly LinkedList<(string Key, Network Network, SeenPhoto Photo)> photos = new();

    /// <summary>A photo as a network sees it.</summary>
    /// <param name="photo"><c>sample:NAME</c>, or the path of a file.</param>
    /// <param name="network">The network.</param>
    /// <returns>The photo; it stays this room's.</returns>
    /// <exception cref="PhotoException">The file is gone, or it is no picture.</exception>
    /// <exception cref="ArgumentException">There is no such sample.</exception>
    public SeenPhoto Get(string photo, Network network)
    {
        if (SampleSource.NameIn(photo) is null && !File.Exists(photo))
            throw new PhotoException($"The photo '{Path.GetFileName(photo)}' is not there any more. Choose or drop it again.");
        string key = $"{photo} {Stamp(photo)}";
        if (photos.FirstOrDefault(one => one.Key == key && one.Network == network) is { Photo: { } known } found)
        {
            photos.Remove(found);
            photos.AddFirst(found);
            return known;
        }
        photos.AddFirst((key, network, See(Open(photo), network)));
        if (photos.Count > Most && photos.Last is { } last)
        {
            last.Value.Photo.Dispose();
            photos.RemoveLast();
        }
        return photos.First!.Value.Photo; // just added
    }

    /// <summary>A photo by the name that commands give it.</summary>
    public static Photo Open(string photo) => SampleSource.NameIn(photo) is { } sample ? Photo.Sample(sample) : Photo.Open(photo);

    /// <summary>The C# that opens a photo.</summary>
    public static string CodeOf(string photo) => SampleSource.NameIn(photo) is { } sample
        ? $"Photo.Sample({MapCode.Text(sample)})"
        : $"Photo.Open({MapCode.Text(photo)})";

    public void Dispose()
    {
        foreach ((_, _, SeenPhoto photo) in photos)
            photo.Dispose();
    }

    private SeenPhoto See(Photo photo, Network network)
    {
        Photo seen = photo.Crop(network.Preprocessing);
        return new SeenPhoto(seen, network.InputOf(photo), network.Rank)
        {
            Picture = artifacts.Put(seen.EncodePng(), "png"),
            Preview = artifacts.Put(Preview(photo).EncodePng(), "png"),
            Width = photo.Width,
            Height = photo.Height,
        };
    }

    private static Photo Preview(Photo photo)
    {
        double shrink = Math.Min(1, (double)LargestPreview / Math.Max(photo.Width, photo.Height));
        return photo.Resize(Math.Max(1, (int)(photo.Width * shrink)), Math.Max(1, (int)(photo.Height * shrink)));
    }

    private static string Stamp(string photo)
    {
        FileInfo file = new(photo);
        return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "";
    }
}
