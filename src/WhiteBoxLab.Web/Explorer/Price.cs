using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>What maps cost, before they are made.</summary>
public static class Price
{
    /// <summary>
    /// Forward and backward passes of a method with some options: as the card says, in proportion where the number of steps is an option,
    /// and for each picture where several are made of the photo.
    /// </summary>
    /// <param name="card">The method.</param>
    /// <param name="options">Options that differ from the defaults, or null.</param>
    public static double PassesOf(MethodCard card, JsonObject? options)
    {
        (double forwards, double backwards) = FactorsOf(card, options);
        return forwards + backwards;
    }

    /// <summary>The passes in the words of a method list: <c>32 F 32 B</c>.</summary>
    /// <param name="card">The method.</param>
    /// <param name="options">Options that differ from the defaults, or null.</param>
    public static string Words(MethodCard card, JsonObject? options)
    {
        (double forwards, double backwards) = FactorsOf(card, options);
        return backwards == 0 ? $"{Show(forwards)} F" : $"{Show(forwards)} F {Show(backwards)} B";
    }

    private static (double Forwards, double Backwards) FactorsOf(MethodCard card, JsonObject? options)
    {
        string? counted = card.Options.FirstOrDefault(option => option.Name is "steps" or "samples")?.Name;
        double usual = JsonNumber.Of(card.Options.FirstOrDefault(option => option.Name == counted)?.Default) ?? 0, now = (counted is null ? null : JsonNumber.Of(options?[counted])) ?? 0;
        double factor = (usual > 0 && now > 0 ? now / usual : 1) * (IsAugmented(options) ? 6 : 1);
        return (card.Forwards * factor, card.Backwards * factor);
    }

    // The mean over the photo and its mirror at three brightnesses.
    private static bool IsAugmented(JsonObject? options) => options?["augSmooth"] is JsonValue value && value.TryGetValue(out bool asked) && asked;

    private static string Show(double passes) => passes.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
