using System.Globalization;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>The photos that ship with the lab, and what the network sees in them, asked once.</summary>
/// <param name="kernel">Answers.</param>
public sealed class SamplePhotos(ExplorerKernel kernel)
{
    private readonly AskedOnce<PhotoClassified> seen = new();

    /// <summary>The photos, the cat first.</summary>
    public static IReadOnlyList<SamplePhoto> All { get; } =
    [
        new("chelsea", "chelsea.png", "A cat, seen from the front"),
        new("coffee", "coffee.png", "A cup of espresso with a spoon"),
        new("astronaut", "astronaut.png", "Eileen Collins in a space suit, a model of the shuttle behind her"),
        new("china", "china.jpg", "A Chinese temple above a lake"),
        new("flower", "flower.jpg", "An orange dahlia"),
        new("rocket", "rocket.jpg", "A rocket at its launch"),
    ];

    /// <summary>What the default network sees in each of the photos, as far as it is known by now.</summary>
    public IReadOnlyList<SeenSample> Known { get; private set; } = [];

    /// <summary>What the default network sees in each of the photos.</summary>
    /// <param name="cancellationToken">Ends the wait, not the questions.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public async Task<IReadOnlyList<SeenSample>> SeenAsync(CancellationToken cancellationToken = default)
    {
        string network = (await kernel.CatalogueAsync(cancellationToken)).DefaultNetwork;
        List<SeenSample> all = new();
        foreach (SamplePhoto photo in All)
            all.Add(SeenSample.Of(photo.Name, await SeenAsync(photo.Name, network, cancellationToken)));
        return Known = all;
    }

    /// <summary>A photo by its name; null when there is none.</summary>
    /// <param name="name">Such as <c>chelsea</c>.</param>
    public static SamplePhoto? Find(string? name) => All.FirstOrDefault(photo => photo.Name == name);

    /// <summary>What a network sees in a photo; asked once for each.</summary>
    /// <param name="name">The photo's name.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="cancellationToken">Ends the wait, not the question.</param>
    /// <exception cref="KernelRefusedException">The kernel could not say.</exception>
    public Task<PhotoClassified> SeenAsync(string name, string network, CancellationToken cancellationToken = default) =>
        seen.Of(() => kernel.ClassifyAsync(new Classify(SampleSource.Of(name), network, 5), CancellationToken.None), $"{name} {network}")
            .WaitAsync(cancellationToken);
}

/// <summary>A photo that ships with the lab.</summary>
/// <param name="Name">Its name in <c>sample:NAME</c>.</param>
/// <param name="File">Its file under <c>photos/</c>.</param>
/// <param name="Shows">What is on it.</param>
public sealed record SamplePhoto(string Name, string File, string Shows)
{
    /// <summary>How large it is shown, for a browser that chooses among <see cref="Sizes"/>.</summary>
    public const string Shown = "(max-width: 767px) 45vw, (max-width: 1279px) 30vw, 15vw";

    /// <summary>Its square pictures with their widths.</summary>
    public string Sizes => $"photos/square/{Name}-224.webp 224w, photos/square/{Name}.webp 448w";
}

/// <summary>What the default network sees in a photo that ships with the lab.</summary>
/// <param name="Name">The photo's name.</param>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability in words: <c>38.5 %</c>.</param>
public sealed record SeenSample(string Name, string Label, string Probability)
{
    /// <summary>The beginning of what a network sees.</summary>
    /// <param name="name">The photo's name.</param>
    /// <param name="seen">What it sees.</param>
    internal static SeenSample Of(string name, PhotoClassified seen) =>
        new(name, seen.Predictions[0].Label, string.Create(CultureInfo.InvariantCulture, $"{seen.Predictions[0].Probability * 100:0.0} %"));
}
