using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace WhiteBoxLab;

/// <summary>
/// What tells a network's weights from any others: the SHA-256 of its layers' names and weights in float32, the same for its copies in
/// other types and on other devices. Computed once for a network.
/// </summary>
internal static class NetworkHash
{
    private static readonly ConditionalWeakTable<Network, string> Known = [];

    internal static string Of(Network network) => Known.GetValue(network, Compute);

    private static string Compute(Network network)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((Layer layer, string name, Tensor weight) in network.Layers.SelectMany(l => l.Weights.Select(w => (l, w.Name, w.Tensor))))
        {
            using IDisposable scope = NewDisposeScope();
            hash.AppendData(Encoding.UTF8.GetBytes($"{layer.Name}.{name}[{string.Join(',', weight.shape)}]"));
            hash.AppendData(weight.to(float32).cpu().contiguous().bytes);
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
