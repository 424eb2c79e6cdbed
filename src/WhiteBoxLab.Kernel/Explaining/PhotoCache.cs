using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>The photos looked at last, each as some network sees it. Belongs to one thread.</summary>
internal sealed class PhotoCache(ArtifactStore artifacts) : IDisposable
{
    private const int Most = 16,
        LargestPreview = 640;

    private readonly LinkedList<(string Name, Network Network, SeenPhoto Photo)> photos = new();

    /// <summary>A photo as a network sees it.</summary>
    /// <param name="name"><c>sample:NAME</c>, or the name of an artifact of this kernel's folder.</param>
    /// <param name="network">The network.</param>
    /// <returns>The photo; it stays the cache's.</returns>
    /// <exception cref="PhotoException">There is no such artifact, or it is no picture.</exception>
    /// <exception cref="ArgumentException">There is no such sample.</exception>
    public SeenPhoto Get(string name, Network network)
    {
        string source = SourceOf(name);
        if (photos.FirstOrDefault(one => one.Name == name && one.Network == network) is { Photo: { } known } found)
        {
            photos.Remove(found);
            photos.AddFirst(found);
            return known;
        }
        photos.AddFirst((name, network, See(Open(source), network)));
        if (photos.Count > Most && photos.Last is { } last)
        {
            last.Value.Photo.Dispose();
            photos.RemoveLast();
        }
        return photos.First!.Value.Photo; // just added
    }

    /// <summary>A photo by <c>sample:NAME</c> or the path of a file.</summary>
    public static Photo Open(string source) => SampleSource.NameIn(source) is { } sample ? Photo.Sample(sample) : Photo.Open(source);

    /// <summary>The C# that opens a photo in a cell on this machine.</summary>
    /// <param name="name">As for <see cref="Get"/>.</param>
    /// <exception cref="PhotoException">There is no such artifact.</exception>
    public string CodeOf(string name) =>
        SampleSource.NameIn(name) is { } sample ? $"Photo.Sample({MapCode.Text(sample)})" : $"Photo.Open({MapCode.Text(SourceOf(name))})";

    public void Dispose()
    {
        foreach ((_, _, SeenPhoto photo) in photos)
            photo.Dispose();
    }

    private string SourceOf(string name) =>
        SampleSource.NameIn(name) is not null
            ? name
            : artifacts.PathOf(name) ?? throw new PhotoException($"The photo '{name}' is gone from the lab's store. Choose it again.");

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
}
