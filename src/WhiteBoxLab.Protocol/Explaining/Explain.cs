using System.Text.Json.Nodes;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Asks for the maps of one photo by several methods. Answered at once by <see cref="MapsQueued"/>, which tells the order, cheapest first;
/// by <see cref="MapBegun"/> and <see cref="MapProgressed"/> while a map is made; and, for each choice, by exactly one
/// <see cref="MapProduced"/> or <see cref="MapFailed"/>. Methods that need the same passes share them. <see cref="CancelMap"/> and
/// <see cref="HastenMap"/> steer single maps. An extension of ours to the .NET Interactive protocol.
/// </summary>
/// <param name="Photo"><c>sample:NAME</c> for a photo that ships with the lab, or the name of an artifact.</param>
/// <param name="Network">The name of a network, or the absolute path of a network's folder.</param>
/// <param name="Target">The class to explain; null for the class with the highest score.</param>
/// <param name="Choices">The maps wanted.</param>
/// <param name="Seed">Where random draws are to come from. No method draws yet, and nothing reads it. Defaults to 0.</param>
public sealed record Explain(string Photo, string Network, int? Target, IReadOnlyList<MethodChoice> Choices, long Seed = 0) : Command
{
    /// <summary>Whether the class's probability is explained instead of its score before softmax. Defaults to no.</summary>
    public bool OfProbability { get; init; }
}

/// <summary>One map wanted: a method with its options.</summary>
/// <param name="Id">Names this map within its run; unique there, chosen by the sender.</param>
/// <param name="Method">The method's id in the catalogue, such as <c>grad-cam</c>.</param>
/// <param name="Options">The method's options by name; what is left out has its default. Null for all defaults.</param>
public sealed record MethodChoice(string Id, string Method, JsonObject? Options = null);
