using System.Globalization;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Layout;

/// <summary>Numbers and states in the words of the pages.</summary>
public static class Words
{
    private static readonly string[] Places = ["Next", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"];
    private static readonly string[] Small =
    [
        "No",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
    ];

    /// <summary>A count at the begin of a sentence: <c>Six maps</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The thing, in the singular.</param>
    public static string Count(int count, string one) =>
        $"{(count < Small.Length ? Small[count] : count.ToString(CultureInfo.InvariantCulture))} {one}{(count == 1 ? "" : "s")}";

    /// <summary>A place in a queue, from 0.</summary>
    /// <param name="place">The place.</param>
    public static string Place(int place) =>
        place < Places.Length ? Places[place] : string.Create(CultureInfo.InvariantCulture, $"Number {place + 1}");

    /// <summary>Seconds with as many digits as are known: <c>0.03 s</c>, <c>12.4 s</c>, <c>75 s</c>.</summary>
    /// <param name="seconds">The seconds.</param>
    public static string Seconds(double seconds) =>
        seconds switch
        {
            < 9.995 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        };

    /// <summary>Seconds of an estimate: <c>2.4 s</c>, <c>75 s</c>.</summary>
    /// <param name="seconds">The seconds.</param>
    public static string Roughly(double seconds) => $"{seconds.ToString(seconds < 60 ? "0.0" : "0", CultureInfo.InvariantCulture)} s";

    /// <summary>A probability: <c>38.51 %</c>; a dash where there is none.</summary>
    /// <param name="probability">0 to 1, or not a number.</param>
    public static string Percent(double probability) =>
        double.IsNaN(probability) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{probability * 100:0.00} %");

    /// <summary>What probabilities are made of.</summary>
    /// <param name="outputs">The kind of a network's outputs.</param>
    public static string Probabilities(string? outputs) =>
        outputs switch
        {
            "softmax" => "Probabilities: the network's own softmax",
            "independent-labels" => "Probabilities: a sigmoid for each label",
            "one-logit" => "Probability: the sigmoid of the one logit",
            "regression" => "Outputs are quantities, not probabilities",
            _ => "Probabilities: the softmax of the scores",
        };

    /// <summary>Why a network cannot be taken: the lab has none of that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="catalogue">What there is.</param>
    public static string NoNetwork(string? name, CatalogueProduced catalogue) =>
        $"There is no network '{name}' in this lab. There is {string.Join(", ", catalogue.Networks.Select(network => network.Name))}.";

    /// <summary>A number for an attribute or a style: no thousands, a point.</summary>
    /// <param name="number">The number.</param>
    public static string Plain(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
