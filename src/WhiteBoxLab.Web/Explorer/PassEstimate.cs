using System.Globalization;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>What a map costs before it is made, as the kernel says: passes of the whole network for one photo.</summary>
/// <param name="Forwards">Forward passes.</param>
/// <param name="Backwards">Backward passes, at most.</param>
public sealed record PassEstimate(double Forwards, double Backwards)
{
    /// <summary>That of a method with its default options.</summary>
    /// <param name="card">The method.</param>
    public static PassEstimate Of(MethodCard card) => new(card.Forwards, card.Backwards);

    /// <summary>Both together.</summary>
    public double Sum => Forwards + Backwards;

    /// <summary>In words: <c>32 forward, 32 backward</c>.</summary>
    public string InWords() => $"{Show(Forwards)} forward, {Show(Backwards)} backward";

    /// <summary>As a method list shows them: <c>32 F 32 B</c>.</summary>
    public override string ToString() => Backwards == 0 ? $"{Show(Forwards)} F" : $"{Show(Forwards)} F {Show(Backwards)} B";

    private static string Show(double passes) => passes.ToString("0.##", CultureInfo.InvariantCulture);
}
