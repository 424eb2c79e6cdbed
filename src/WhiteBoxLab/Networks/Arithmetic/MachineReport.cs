namespace WhiteBoxLab;

/// <summary>Whether libtorch computes right on this machine, as far as it has been tried.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Libtorch">The version of libtorch.</param>
/// <param name="OneDnn">The version of oneDNN inside it, which makes the convolutions.</param>
/// <param name="Threads">How many it may use.</param>
/// <param name="Verdicts">The operations that were tried, in alphabetical order.</param>
/// <param name="Seconds">Spent on trials in this process.</param>
/// <param name="File">Where verdicts are kept; null for nowhere.</param>
public sealed record MachineReport(
    string Processor,
    string Libtorch,
    string OneDnn,
    int Threads,
    IReadOnlyList<Verdict> Verdicts,
    double Seconds,
    string? File
)
{
    /// <summary>The operations that libtorch computes wrong here.</summary>
    public IReadOnlyList<Verdict> Wrong => [.. Verdicts.Where(v => v.Way != Way.Direct)];

    /// <summary>All of it in a sentence.</summary>
    public string Sentence =>
        Wrong.Count == 0
            ? $"libtorch {Libtorch} computes right on this processor ({Processor}): {Verdicts.Count} operations tried against float64."
            : $"libtorch {Libtorch} computes {Wrong.Count} of {Verdicts.Count} operations wrong on this processor ({Processor}); "
                + $"the lab computes them in another way.";
}
