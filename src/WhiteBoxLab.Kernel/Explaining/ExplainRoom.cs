using System.Collections.Concurrent;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>What the thread that explains has at hand.</summary>
internal sealed class ExplainRoom(ArtifactStore artifacts, ThreadShare threads)
{
    public ExplainLane Lane { get; } = new(threads);

    /// <summary>What is being explained, by the command's token.</summary>
    public ConcurrentDictionary<string, ExplainRun> Runs { get; } = new(StringComparer.Ordinal);

    public NetworkRoom Networks { get; } = new();

    public PhotoRoom Photos { get; } = new(artifacts);

    public MapWriter Maps { get; } = new(artifacts);
}
