using System.Collections.Concurrent;
using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>
/// How well a map is defined by numbers that are rounded to float32. A gate within rounding of its edge opens or shuts, a denominator near
/// zero moves by a large part of itself: then the exact map of a network
/// whose weights differ in their last digits is another map, and no computation in float32 can tell which is meant. That is measured in
/// float64, on networks whose weights were moved by a few roundings of float32.
/// </summary>
public static class Float32Limits
{
    /// <summary>What every map must reach unless it is itself less well defined.</summary>
    public const double Usual = 1e-4;

    /// <summary>How far beyond its own uncertainty a map may be: the draws are few.</summary>
    public const double Margin = 4;

    private const int Draws = 6;

    private const double Hundreds = 128;

    /// <summary>A sum of some hundred float32 products is off by about so much of its terms: a few times 2^-24.</summary>
    private static readonly double Rounding = Math.Pow(2, -22);

    private static readonly ConcurrentDictionary<(string, int), Lazy<Network>> MovedBefore = new();

    /// <summary>How far the exact map moves, relative L2 against the reference, of the worst draw.</summary>
    public static double Uncertainty(ReferenceCase reference) =>
        Uncertainty(reference.Network, moved => reference.Deviation(torch.float64, network: moved));

    /// <summary>How far anything exact moves, of the worst draw.</summary>
    /// <param name="network">The network, by name.</param>
    /// <param name="deviation">How far it moves on a network whose weights were moved.</param>
    public static double Uncertainty(string network, Func<Network, double> deviation) =>
        Enumerable.Range(1, Draws).Max(draw => deviation(MovedBefore.GetOrAdd((network, draw), _ => new(() => Move(network, draw))).Value));

    /// <summary>Whether a deviation in float32 is as small as it can be.</summary>
    public static bool Allows(ReferenceCase reference, double deviation) =>
        deviation <= Usual || deviation <= Margin * Uncertainty(reference);

    private static Network Move(string name, int draw)
    {
        using Network network = ReferenceNetworks.Open(name, torch.float64);
        return Moved(network, draw);
    }

    /// <summary>
    /// A network in float64 whose weights were moved by a few roundings of float32; by more where it adds up more than some hundred
    /// products: their errors grow with the root of their number.
    /// </summary>
    public static Network Moved(Network given, int draw, double products = Hundreds)
    {
        Network network = given.To(torch.float64);
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new((ulong)draw);
        foreach ((_, torch.Tensor weight) in network.Layers.SelectMany(l => l.Weights))
            // our own copy, and nothing has run yet
            weight.mul_(1 + (torch.randn(weight.shape, torch.float64, generator: generator) * Rounding * Math.Sqrt(products / Hundreds)));
        return network;
    }
}
