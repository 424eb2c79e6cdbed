using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>A choice of methods with a name.</summary>
/// <param name="Name">For people.</param>
/// <param name="Says">What is in it, in a few words.</param>
/// <param name="Holds">Whether a method is in it, by the seconds of a pass on this machine where they are known.</param>
public sealed record MethodPreset(string Name, string Says, Func<MethodCard, double?, bool> Holds)
{
    /// <summary>The six methods to begin with.</summary>
    public static IReadOnlyList<string> SixIds { get; } =
    ["saliency", "guided-backprop", "integrated-gradients", "grad-cam", "lrp-epsilon-plus", "fem"];

    /// <summary>The presets.</summary>
    public static IReadOnlyList<MethodPreset> All { get; } =
    [
        new("Compare six", "one of each kind", (card, _) => SixIds.Contains(card.Id)),
        new("All CAMs", "class activation maps of a layer", (card, _) => card.AtLayer && card.Id.Split('-').Contains("cam")),
        new("LRP rules", "one network, every composite", (card, _) => card.Id.StartsWith("lrp-", StringComparison.Ordinal)),
        new("Everything under a second", "by passes × a measured pass", (card, pace) => PassEstimate.Of(card).Sum * pace < 1),
        new("All methods", "also the slow ones", (_, _) => true),
        new("None", "to choose by hand", (_, _) => false),
    ];

    /// <summary>The methods in it.</summary>
    /// <param name="cards">Those that can explain the network.</param>
    /// <param name="secondsPerPass">The pace of this machine; null where it is not known yet, and then nothing is under a second.</param>
    public IEnumerable<MethodCard> Of(IEnumerable<MethodCard> cards, double? secondsPerPass) =>
        cards.Where(card => Holds(card, secondsPerPass));
}
