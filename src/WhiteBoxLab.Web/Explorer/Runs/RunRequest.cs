using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>What a visitor asks of a run.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Target">The class to explain; null for the most probable one.</param>
/// <param name="Choices">The methods with their options.</param>
/// <param name="Seen">What the network sees in the photo, where that is known already.</param>
/// <param name="Seed">Where random draws are to come from; no method draws yet. Defaults to 0.</param>
public sealed record RunRequest(
    RunPhoto Photo,
    string Network,
    int? Target,
    IReadOnlyList<RunChoice> Choices,
    PhotoClassified? Seen = null,
    long Seed = 0
)
{
    /// <summary>Whether the class's probability is explained instead of its score. Defaults to no.</summary>
    public bool OfProbability { get; init; }
}

/// <summary>A method of a run with its options.</summary>
/// <param name="Method">The method's id.</param>
/// <param name="Options">The options that differ from the defaults, or null.</param>
public sealed record RunChoice(string Method, JsonObject? Options = null);
