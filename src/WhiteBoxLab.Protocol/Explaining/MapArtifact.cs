using System.Text.Json.Nodes;

namespace WhiteBoxLab.Protocol;

/// <summary>A finished (or partial) map: what it shows, what it cost, and the names of the files that hold it.</summary>
/// <param name="Method">The method's id.</param>
/// <param name="Name">The method's name for people, such as <c>Grad-CAM</c>.</param>
/// <param name="Family">The method's family: <c>linearization</c>, <c>structure</c>, <c>adversarial</c>, <c>black-box</c> or
/// <c>control</c>.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Layer">The layer the map belongs to; null for maps of the input.</param>
/// <param name="Target">The class explained.</param>
/// <param name="Label">That class, or neuron, in words.</param>
/// <param name="Score">Its score before softmax.</param>
/// <param name="Probability">Its probability; not a number for what is no class, or a quantity.</param>
/// <param name="Values">Artifact: the raw signed values, float32 <c>.npy</c> [C, H', W'].</param>
/// <param name="Map">Artifact: the values summed over channels, float32 <c>.npy</c> [H', W']: what a viewer draws.</param>
/// <param name="Picture">Artifact: the heatmap over the photo, painted once, <c>.png</c>; null for a partial map.</param>
/// <param name="Input">Artifact: the part of the photo that the network saw, <c>.png</c> at the network's input size.</param>
/// <param name="Channels">C.</param>
/// <param name="Height">H'.</param>
/// <param name="Width">W'.</param>
/// <param name="InputHeight">H, the height of the network's input in pixels.</param>
/// <param name="InputWidth">W, the width of the network's input in pixels.</param>
/// <param name="Signed">Whether values below zero mean something (evidence against).</param>
/// <param name="Minimum">The smallest value of <paramref name="Map"/>.</param>
/// <param name="Maximum">The largest value of <paramref name="Map"/>.</param>
/// <param name="Forwards">Forward passes, in whole-network passes of one photo; a part of a network counts as that part.</param>
/// <param name="Backwards">Backward passes, counted likewise.</param>
/// <param name="Seconds">Seconds it took.</param>
/// <param name="Check">What the map should sum to and what it does; null for methods that promise nothing.</param>
/// <param name="Warning">A doubt to show with the map, in a few words (<c>empty map</c>, <c>same for every class</c>); null when there is
/// none.</param>
/// <param name="Options">The options in force, defaults included.</param>
/// <param name="Code">The C# that makes this map in a cell.</param>
public sealed record MapArtifact(
    string Method,
    string Name,
    string Family,
    string Network,
    string? Layer,
    int Target,
    string Label,
    double Score,
    double Probability,
    string Values,
    string Map,
    string? Picture,
    string Input,
    int Channels,
    int Height,
    int Width,
    int InputHeight,
    int InputWidth,
    bool Signed,
    double Minimum,
    double Maximum,
    double Forwards,
    double Backwards,
    double Seconds,
    SumCheck? Check,
    string? Warning,
    JsonObject Options,
    string Code
)
{
    /// <summary>Which options to set how so that a doubtful <see cref="Check"/> comes out better; null where none helps.</summary>
    public JsonObject? Refinement { get; init; }

    /// <summary>Whether the probability is what is explained, not the score before softmax.</summary>
    public bool OfProbability { get; init; }

    /// <summary>Artifact: the standard error of each value of <see cref="Map"/>, at most, float32 <c>.npy</c> [H', W']; null for methods
    /// that draw nothing, and for a partial map.</summary>
    public string? Errors { get; init; }

    /// <summary>The mean of <see cref="Errors"/>; null where there are none.</summary>
    public double? StandardError { get; init; }

    /// <summary>Artifact: <see cref="Picture"/> made small for lists, <c>.png</c>, its longer side at most 112 pixels; null for a partial
    /// map, and for one that an older version made.</summary>
    public string? Thumbnail { get; init; }
}

/// <summary>A promise of a method about its map's sum, and how well it was kept.</summary>
/// <param name="Kind"><c>completeness</c> (integrated gradients: the sum is the difference of two scores) or <c>conservation</c>
/// (relevance: the sum is the relevance put in).</param>
/// <param name="Expected">What the map should sum to.</param>
/// <param name="Actual">What it sums to.</param>
/// <param name="RelativeError">|actual - expected| / |expected|; null where expected is 0.</param>
/// <param name="Doubtful">Whether that is too much.</param>
public sealed record SumCheck(string Kind, double Expected, double Actual, double? RelativeError, bool Doubtful);
