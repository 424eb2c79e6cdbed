using System.Text.Json.Nodes;

namespace WhiteBoxLab.Protocol;

/// <summary>Asks what methods and networks there are. Answered by <see cref="CatalogueProduced"/>. An extension of ours.</summary>
public sealed record RequestCatalogue : Command;

/// <summary>What methods and networks a kernel has.</summary>
/// <param name="Methods">The methods, in the catalogue's order.</param>
/// <param name="Networks">The networks.</param>
/// <param name="DefaultNetwork">The name of the one that is taken unless told otherwise.</param>
public sealed record CatalogueProduced(IReadOnlyList<MethodCard> Methods, IReadOnlyList<NetworkCard> Networks, string DefaultNetwork)
    : Event
{
    /// <summary>A network by its name; null when there is none of that name.</summary>
    /// <param name="name">The name, or null for the default one.</param>
    public NetworkCard? FindNetwork(string? name) => Networks.FirstOrDefault(network => network.Name == (name ?? DefaultNetwork));
}

/// <summary>A method as the catalogue shows it.</summary>
/// <param name="Id">Kebab-case.</param>
/// <param name="Name">For people.</param>
/// <param name="Family"><c>linearization</c>, <c>structure</c>, <c>adversarial</c>, <c>black-box</c> or <c>control</c>.</param>
/// <param name="Summary">One sentence: what the user gets.</param>
/// <param name="Forwards">Forward passes with the default options.</param>
/// <param name="Backwards">Backward passes with the default options.</param>
/// <param name="AtLayer">Whether the map belongs to a layer, which an option <c>layer</c> chooses.</param>
/// <param name="ClassDiscriminative">Whether the map depends on the class: <c>yes</c>, <c>weakly</c> or <c>no</c>.</param>
/// <param name="Signed">Whether values below zero mean something.</param>
/// <param name="Paper">Authors, year, title.</param>
/// <param name="Options">The options.</param>
public sealed record MethodCard(
    string Id,
    string Name,
    string Family,
    string Summary,
    double Forwards,
    double Backwards,
    bool AtLayer,
    string ClassDiscriminative,
    bool Signed,
    string Paper,
    IReadOnlyList<OptionCard> Options
)
{
    /// <summary>
    /// What it computes and hands through the network, in kebab-case: <c>gradient-back-propagation</c>, <c>activation-maps</c>,
    /// <c>relevance-conservation</c>, <c>reference-differences</c>, <c>input-optimisation</c> or <c>other</c>.
    /// </summary>
    public string Group { get; init; } = "other";

    /// <summary>How sure its place in the survey is: <c>high</c>, <c>medium</c>, <c>low</c> or <c>not-in-survey</c>.</summary>
    public string Confidence { get; init; } = "not-in-survey";

    /// <summary>What of the network or the data it needs, in a sentence.</summary>
    public string Needs { get; init; } = "";

    /// <summary>The map's height and width: <c>input</c> or <c>layer</c>.</summary>
    public string Resolution { get; init; } = "input";

    /// <summary>What the sum of the map promises, in words.</summary>
    public string Completeness { get; init; } = "";

    /// <summary>When it misleads, in a sentence.</summary>
    public string FailureModes { get; init; } = "";

    /// <summary>The paper as one BibTeX entry.</summary>
    public string Bibtex { get; init; } = "";
}

/// <summary>An option of a method.</summary>
/// <param name="Name">In camelCase, as in the JSON of options.</param>
/// <param name="Type"><c>integer</c>, <c>number</c>, <c>boolean</c>, <c>text</c>, <c>choice</c>, <c>baseline</c>, <c>composite</c>,
/// <c>numbers</c>, <c>layer</c> or <c>layers</c>.</param>
/// <param name="Default">The default; null means chosen by the method.</param>
/// <param name="Minimum">Smallest value allowed, where there is one.</param>
/// <param name="Maximum">Largest value allowed, where there is one.</param>
/// <param name="Choices">The values to choose from, where the type is <c>choice</c>, or those with a name where it is
/// <c>baseline</c> or <c>composite</c>.</param>
/// <param name="Summary">What it does, with its default in words.</param>
public sealed record OptionCard(
    string Name,
    string Type,
    JsonNode? Default,
    double? Minimum,
    double? Maximum,
    IReadOnlyList<string>? Choices,
    string Summary
);

/// <summary>A network as the lab shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Classes">How many classes.</param>
/// <param name="InputHeight">H of its input.</param>
/// <param name="InputWidth">W of its input.</param>
/// <param name="Parameters">How many weights.</param>
/// <param name="Labels">The classes in words, by number.</param>
/// <param name="Layers">The layers that have positions, in order, with their shapes [C, H', W'].</param>
/// <param name="DefaultLayer">The layer that layer methods take by default; empty where no layer has more than one position.</param>
public sealed record NetworkCard(
    string Name,
    int Classes,
    int InputHeight,
    int InputWidth,
    long Parameters,
    IReadOnlyList<string> Labels,
    IReadOnlyList<LayerCard> Layers,
    string DefaultLayer
)
{
    /// <summary>
    /// What its outputs are: <c>scores</c>, <c>softmax</c>, <c>independent-labels</c>, <c>one-logit</c> or <c>regression</c>, which decides
    /// what a probability is.
    /// </summary>
    public string Outputs { get; init; } = "scores";

    /// <summary>How a photo becomes its input, in a line with the units; empty where that is unknown.</summary>
    public string Preprocessing { get; init; } = "";

    /// <summary>
    /// Why a method with its default options cannot explain this network, by the method's id; methods that can are not here.
    /// </summary>
    public IReadOnlyDictionary<string, string> Obstacles { get; init; } = new Dictionary<string, string>();

    /// <summary>The C# that opens it, <c>Network.Open("folder")</c>.</summary>
    public string Code { get; init; } = "";
}

/// <summary>A layer of a network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Op">What it does, such as <c>conv2d</c>.</param>
/// <param name="Shape">[C, H', W'] of its output.</param>
public sealed record LayerCard(string Name, string Op, IReadOnlyList<long> Shape);
