using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>How the method list is laid out: by the survey's families, or by what is computed.</summary>
public static class MethodGrouping
{
    private static readonly string[] Groups =
    [
        "gradient-back-propagation",
        "activation-maps",
        "relevance-conservation",
        "reference-differences",
        "input-optimisation",
        "other",
    ];

    /// <summary>The methods that match a search, in groups.</summary>
    /// <param name="methods">All methods.</param>
    /// <param name="text">What was typed: words that each must occur in the name, the id, the summary, the paper or the group; null for
    /// all.</param>
    /// <param name="byGroup">By what is computed instead of by family.</param>
    public static IEnumerable<IGrouping<string, MethodCard>> Of(IEnumerable<MethodCard> methods, string? text, bool byGroup)
    {
        string[] words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<MethodCard> found = methods.Where(card =>
            words.All(word => TextOf(card).Contains(word, StringComparison.OrdinalIgnoreCase))
        );
        return byGroup
            ? found.GroupBy(card => card.Group).OrderBy(group => Array.IndexOf(Groups, group.Key))
            : found.GroupBy(card => card.Family);
    }

    /// <summary>A group's name for people.</summary>
    /// <param name="group">The group.</param>
    public static string NameOf(string group) =>
        group switch
        {
            "gradient-back-propagation" => "Gradients handed back",
            "activation-maps" => "Activation maps",
            "relevance-conservation" => "Relevance conserved",
            "reference-differences" => "Differences from a reference",
            "input-optimisation" => "Input optimised",
            "other" => "Not in the survey's table",
            _ => group,
        };

    /// <summary>How sure a method's place in the survey is, in words.</summary>
    /// <param name="confidence">The card's word.</param>
    public static string ConfidenceOf(string confidence) =>
        confidence switch
        {
            "high" => "in the survey, fairly sure (about 85 %)",
            "medium" => "in the survey, rather sure (about 70 %)",
            "low" => "in the survey, unsure (about 50 %)",
            _ => "later than the survey, or out of its line",
        };

    private static string TextOf(MethodCard card) =>
        $"{card.Name} {card.Id} {card.Summary} {card.Paper} {NameOf(card.Group)} {FamilyMark.NameOf(card.Family)}";
}
