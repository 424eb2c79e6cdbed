using System.Collections.Concurrent;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>
/// How long a pass of each network takes on this machine, measured once and learned from the maps made so far; what prices are told with.
/// </summary>
public sealed class PassTiming
{
    private const int Kept = 24;
    private readonly ConcurrentDictionary<string, double> measured = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<double>> latest = new();

    /// <summary>
    /// Seconds for a pass: the median of the network's last maps, before its second map the forward pass as measured; null before that.
    /// </summary>
    /// <param name="network">The network's name.</param>
    public double? SecondsPerPass(string network)
    {
        double[] seconds = [.. latest.GetValueOrDefault(network, []).Order()];
        if (seconds.Length > 1)
            return seconds[seconds.Length / 2];
        return measured.TryGetValue(network, out double forward) ? forward : null;
    }

    /// <summary>Takes a measured forward pass in.</summary>
    /// <param name="told">What the kernel measured.</param>
    public void Measured(PaceMeasured told) => measured[told.Network] = told.SecondsPerForward;

    /// <summary>Learns from a map.</summary>
    /// <param name="map">The map.</param>
    public void Learn(MapArtifact map)
    {
        double passes = map.Forwards + map.Backwards;
        if (passes <= 0)
            return;
        ConcurrentQueue<double> seconds = latest.GetOrAdd(map.Network, _ => []);
        seconds.Enqueue(map.Seconds / passes);
        if (seconds.Count > Kept)
            seconds.TryDequeue(out _);
    }
}
