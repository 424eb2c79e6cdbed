namespace WhiteBoxLab;

/// <summary>What belongs to a network beside its graph.</summary>
internal sealed record NetworkDetails
{
    /// <summary>Classes in words by number; empty when unknown.</summary>
    internal IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How a photo becomes an input; null when unknown.</summary>
    internal Preprocessing? Preprocessing { get; init; }

    /// <summary>The layer that layer methods take, where the network's file names one.</summary>
    internal string? CamLayer { get; init; }

    /// <summary>What the outputs are, where somebody has said it; null where the graph decides.</summary>
    internal NetworkOutputs? Outputs { get; init; }

    /// <summary>Whether the probabilities are what is explained, not the scores that they are made of.</summary>
    internal bool ExplainsProbabilities { get; init; }

    /// <summary>Whether batch normalisation has been folded already.</summary>
    internal bool IsCanonical { get; init; }

    /// <summary>The patterns that lie in the network's folder; null where it came from none.</summary>
    internal PatternsBeside? Patterns { get; init; }
}
