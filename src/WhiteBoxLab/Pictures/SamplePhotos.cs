namespace WhiteBoxLab;

/// <summary>The six photos inside the library. Their authors and licences are in <c>photos/LICENCES.md</c> beside them.</summary>
internal static class SamplePhotos
{
    private static readonly string[] Files = ["chelsea.png", "coffee.png", "astronaut.png", "rocket.jpg", "china.jpg", "flower.jpg"];

    public static IReadOnlyList<string> Names { get; } = [.. Files.Select(f => Path.GetFileNameWithoutExtension(f))];

    public static Photo Open(string name)
    {
        string? file = Array.Find(Files, f => f == name || Path.GetFileNameWithoutExtension(f) == name);
        if (file is null)
            throw new ArgumentException($"There is no sample photo '{name}'. There are {string.Join(", ", Names)}.", nameof(name));
        return Photo.Decode(Embedded.Bytes($"photos/{file}"), Path.GetFileNameWithoutExtension(file));
    }
}
