using System.Collections.Concurrent;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Explaining;

/// <summary>What the thread that explains has at hand.</summary>
internal sealed class ExplainWorkspace(ArtifactStore artifacts, ThreadShare threads)
{
    public ExplainLane Lane { get; } = new(threads);

    /// <summary>What is being explained, by the command's token.</summary>
    public ConcurrentDictionary<string, ExplainRun> Runs { get; } = new(StringComparer.Ordinal);

    public NetworkCache Networks { get; } = new();

    public PhotoCache Photos { get; } = new(artifacts);

    public MapWriter Maps { get; } = new(artifacts);
}
