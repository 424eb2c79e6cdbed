namespace WhiteBoxLab;

/// <summary>
/// What rests on a region of the photo: which channels of every layer, and which classes. Plain numbers; nothing to dispose.
/// </summary>
public sealed class ConceptRegion
{
    private readonly IReadOnlyDictionary<string, (double[] Inside, double[] Relevance, int Channels)> layers;
    private readonly (double[] Inside, double[] Scores) classes;
    private readonly Network network;

    internal ConceptRegion(
        Network network,
        IReadOnlyDictionary<string, (double[] Inside, double[] Relevance, int Channels)> layers,
        (double[] Inside, double[] Scores) classes,
        IReadOnlyList<double> inside
    ) => (this.network, this.layers, this.classes, Inside) = (network, layers, classes, inside);

    /// <summary>The layers that can be asked about: those that relevance passes.</summary>
    public IReadOnlyList<string> Layers => [.. layers.Keys];

    /// <summary>The target's relevance that ends in the region, of each photo, in units of the score.</summary>
    public IReadOnlyList<double> Inside { get; }

    /// <summary>
    /// The channels of a layer, the one with the most relevance in the region first. Each equals the sum over the region of that channel's
    /// own map (without parallel paths).
    /// </summary>
    /// <param name="layer">The layer, by name.</param>
    /// <param name="index">The photo's place in the batch. Defaults to the first.</param>
    /// <exception cref="ArgumentException">No relevance passes such a layer; the message lists those it passes.</exception>
    public IReadOnlyList<ChannelInRegion> Ranked(string layer, int index = 0)
    {
        if (!layers.TryGetValue(layer, out (double[] Inside, double[] Relevance, int Channels) there))
            throw new ArgumentException(
                $"No relevance passes a layer '{layer}' of '{network.Name}'. It passes "
                    + $"{string.Join(", ", layers.Keys.Select(n => $"'{n}'"))}."
            );
        int first = index * there.Channels;
        return
        [
            .. Enumerable
                .Range(0, there.Channels)
                .Select(c => new ChannelInRegion(c, there.Inside[first + c], there.Relevance[first + c]))
                .OrderByDescending(c => c.Inside),
        ];
    }

    /// <summary>
    /// All classes, the one with the most evidence in the region first; as if each had been the target. Empty where a neuron inside the
    /// network is explained.
    /// </summary>
    /// <param name="index">The photo's place in the batch. Defaults to the first.</param>
    public IReadOnlyList<ClassInRegion> Classes(int index = 0)
    {
        int count = classes.Scores.Length / Inside.Count,
            first = index * count;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(k => new ClassInRegion(k, network.LabelOf(k), classes.Inside[first + k], classes.Scores[first + k]))
                .OrderByDescending(c => c.Inside),
        ];
    }
}
