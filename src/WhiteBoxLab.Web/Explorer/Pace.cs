using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>
/// How long a pass takes on this machine, measured once and learned from the maps made so far; what prices are told with.
/// </summary>
public sealed class Pace
{
    private readonly Lock gate = new();
    private readonly Queue<double> latest = [];

    /// <summary>Seconds for a forward pass as measured at the start; null until that is done.</summary>
    public double? SecondsPerForward { get; private set; }

    /// <summary>
    /// Seconds for a pass: the median of the last maps, before the second map the forward pass as measured; null before that.
    /// </summary>
    public double? SecondsPerPass
    {
        get
        {
            lock (gate)
                return latest.Count < 2 ? SecondsPerForward : latest.Order().ElementAt(latest.Count / 2);
        }
    }

    /// <summary>Takes a measured forward pass in.</summary>
    /// <param name="measured">What the kernel measured.</param>
    public void Measured(PaceMeasured measured) => SecondsPerForward = measured.SecondsPerForward;

    /// <summary>Learns from a map.</summary>
    /// <param name="map">The map.</param>
    public void Learn(MapArtifact map)
    {
        double passes = map.Forwards + map.Backwards;
        if (passes <= 0)
            return;
        lock (gate)
        {
            latest.Enqueue(map.Seconds / passes);
            if (latest.Count > 24)
                latest.Dequeue();
        }
    }
}
