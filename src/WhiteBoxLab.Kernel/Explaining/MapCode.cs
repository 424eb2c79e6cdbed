using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>The C# that makes a map again in a cell.</summary>
internal static class MapCode
{
    /// <summary>From the photo, as <see cref="PhotoCache.CodeOf"/> writes it, to the map.</summary>
    public static string Whole(string photo, string network, string method, JsonObject options, int target, bool ofProbability = false) =>
        $"var photo = {photo};\nvar network = {NetworkCache.CodeOf(network)};\n{Call(method, options, target, ofProbability)}";

    /// <summary>For a cell that has its photo and its network.</summary>
    public static string Call(string method, JsonObject options, int target, bool ofProbability = false)
    {
        try
        {
            return $"network.Explain(photo, {Catalogue.CodeOf(Catalogue.Create(method, options.DeepClone().AsObject()))}"
                + $"{(target < 0 ? "" : $", target: {TargetOf(target, ofProbability)}")})";
        }
        catch (ArgumentException)
        {
            return ""; // a method of the user's own, or with a baseline that only its tensor file has
        }
    }

    private static string TargetOf(int target, bool ofProbability) =>
        ofProbability ? $"Target.Class({target}).AsProbability()" : $"{target}";

    /// <summary>A text as C# writes it.</summary>
    public static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
