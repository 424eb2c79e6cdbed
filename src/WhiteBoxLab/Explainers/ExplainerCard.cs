namespace WhiteBoxLab;

/// <summary>What one should know of a method before using it.</summary>
public sealed record ExplainerCard
{
    /// <summary>Kebab-case; equals the name of its reference numbers.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Its place in the survey's taxonomy.</summary>
    public required Family Family { get; init; }

    /// <summary>
    /// What it computes and hands through the network: WhiteBoxLab's reconstruction of the survey's classification by implementation.
    /// </summary>
    public required ImplementationGroup Group { get; init; }

    /// <summary>How sure it is that the survey discusses it.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>One sentence: what the user gets.</summary>
    public required string Summary { get; init; }

    /// <summary>Whole forward passes, as the options stand.</summary>
    public required double Forwards { get; init; }

    /// <summary>
    /// Whole backward passes, as the options stand; 0 where the walk ends close to the scores. Where a layer is chosen, these at most: what
    /// lies behind it depends on the network.
    /// </summary>
    public required double Backwards { get; init; }

    /// <summary>Whether the map belongs to a layer, which an option <c>layer</c> chooses.</summary>
    public bool AtLayer { get; init; }

    /// <summary>The map's height and width: <c>input</c> or <c>layer</c>, as the options stand.</summary>
    public required string Resolution { get; init; }

    /// <summary>
    /// What of the network or of the data it needs, in a sentence; "Nothing beyond the graph." where every network will do.
    /// </summary>
    public required string Needs { get; init; }

    /// <summary>
    /// What the sum of the map promises, in words; begins with "No promise" where there is none, else with the kind of its
    /// <see cref="SumPromise"/>.
    /// </summary>
    public required string Completeness { get; init; }

    /// <summary>Whether the map depends on the class: <c>yes</c>, <c>weakly</c> or <c>no</c>.</summary>
    public required string ClassDiscriminative { get; init; }

    /// <summary>Whether values below zero mean something: evidence against.</summary>
    public required bool Signed { get; init; }

    /// <summary>When it misleads, in a sentence.</summary>
    public required string FailureModes { get; init; }

    /// <summary>Authors, year, title.</summary>
    public required string Paper { get; init; }

    /// <summary>The paper as one BibTeX entry.</summary>
    public required string Bibtex { get; init; }
}
