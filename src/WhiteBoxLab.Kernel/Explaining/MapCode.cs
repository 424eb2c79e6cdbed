using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>The C# that makes a map again in a cell.</summary>
internal static class MapCode
{
    /// <summary>From the photo, as <see cref="PhotoCache.CodeOf"/> writes it, to the map.</summary>
    public static string Whole(string photo, string network, string method, JsonObject options, int target) =>
        $"var photo = {photo};\nvar network = {NetworkCache.CodeOf(network)};\n{Call(method, options, target)}";

    /// <summary>For a cell that has its photo and its network.</summary>
    public static string Call(string method, JsonObject options, int target)
    {
        try
        {
            return $"network.Explain(photo, {Catalogue.CodeOf(Catalogue.Create(method, options.DeepClone().AsObject()))}"
                + $"{(target < 0 ? "" : $", target: {target}")})";
        }
        catch (ArgumentException)
        {
            return ""; // a method of the user's own, or with a baseline that only its tensor file has
        }
    }

    /// <summary>A text as C# writes it.</summary>
    public static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
