namespace WhiteBoxLab;

/// <summary>
/// Whether a composite written as JSON fits a network: every key means something there, and every rule a layer that it can serve.
/// </summary>
internal static class CompositeFit
{
    private const int MostNames = 3;

    /// <summary>What does not fit, in a sentence; null where all does.</summary>
    /// <remarks>
    /// An operation that this network does not have is no mistake, so that one composite serves several networks; a name or a pattern that
    /// no layer has is one.
    /// </remarks>
    internal static string? Obstacle(IReadOnlyList<CompositeEntry> entries, Network network) =>
        entries.FirstOrDefault(e => !IsKnown(e, network)) is { } stray ? Stray(stray, network) : Misplaced(entries, network.Canonical());

    private static bool IsKnown(CompositeEntry entry, Network network) =>
        CompositeEntry.Others.Contains(entry.Key) || Layers.Ops.Contains(entry.Key) || network.Layers.Any(entry.Names);

    private static string Stray(CompositeEntry entry, Network network)
    {
        string[] layers = [.. network.Layers.Select(l => l.Name)],
            close = Close(entry.Key, [.. layers, .. Layers.Ops, .. CompositeEntry.Others]);
        string what = entry.IsPattern
            ? $"The composite's pattern '{entry.Key}' fits no layer of '{network.Name}'."
            : $"The composite's '{entry.Key}' is no layer of '{network.Name}' and no operation.";
        string meant =
            close.Length > 0 ? $" Close to it {(close.Length > 1 ? "are" : "is")} {string.Join(", ", close.Select(c => $"'{c}'"))}." : "";
        return $"{what}{meant} A key is a layer ({Network.Listed(layers)}), a pattern with *, an operation ("
            + $"{string.Join(", ", network.Layers.Select(l => l.Op).Distinct().Order(StringComparer.Ordinal))}), 'first layer', "
            + $"'activations' or '*'.";
    }

    private static string? Misplaced(IReadOnlyList<CompositeEntry> entries, Network network)
    {
        for (int i = 0; i < network.Layers.Count; i++)
            if (CompositeEntry.Of(entries, network, i) is { } entry && !entry.Word.Serves(network, i))
                return $"The composite puts '{entry.Word.Name}' on '{network.Layers[i].Name}' by its '{entry.Key}'; that is "
                    + $"{Told(network.Layers[i])}, and the rule serves {entry.Word.Place}. Use {Instead(network.Layers[i])} there.";
        return null;
    }

    private static string Told(Layer layer) =>
        layer is Identity
            ? "a layer that hands on what it reads (a batch normalisation folded into the weights before it is one)"
            : layer.Op;

    private static string Instead(Layer layer) =>
        layer switch
        {
            WeightedLayer => "epsilon, z-plus, gamma, alpha-beta or gradient",
            Activation or BatchNormalization or Identity => "pass or gradient",
            _ => "norm or gradient",
        };

    /// <summary>The words that differ from one in a few letters, the nearest first.</summary>
    internal static string[] Close(string word, IEnumerable<string> words) =>
        [
            .. words
                .Distinct()
                .Select(w => (Word: w, Steps: Steps(word.ToLowerInvariant(), w.ToLowerInvariant())))
                .Where(w => w.Steps <= Math.Max(1, word.Length / 3))
                .OrderBy(w => w.Steps)
                .Take(MostNames)
                .Select(w => w.Word),
        ];

    /// <summary>How many letters are to be put in, left out or exchanged to make one word of the other.</summary>
    private static int Steps(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            (int corner, row[0]) = (row[0], i);
            for (int j = 1; j <= other.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
