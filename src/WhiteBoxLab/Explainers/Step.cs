namespace WhiteBoxLab;

/// <summary>How far an explanation is. Reported on the thread that explains, so what listens should be quick.</summary>
public sealed class Step
{
    /// <summary>Steps done.</summary>
    public required int Done { get; init; }

    /// <summary>Steps in all.</summary>
    public required int Total { get; init; }

    /// <summary>What a step is, in the plural, such as <c>steps</c> or <c>passes</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Seconds left by the pace so far; null until there is ground for an estimate.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>The map so far, [N, C, H, W], for methods that refine; null for others. Valid during the report only.</summary>
    public Tensor? Partial { get; init; }

    /// <summary>The part done, 0 to 1.</summary>
    public double Fraction => Total == 0 ? 1 : (double)Done / Total;
}
