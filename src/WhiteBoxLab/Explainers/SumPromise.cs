namespace WhiteBoxLab;

/// <summary>What a method promises about the sum of one photo's map, and what came of it.</summary>
/// <param name="Kind"><c>completeness</c>: the sum is the difference of two scores. <c>conservation</c>: the sum is the relevance put
/// in.</param>
/// <param name="Expected">What the map should sum to, in units of the score.</param>
/// <param name="Actual">What it sums to.</param>
public sealed record SumPromise(string Kind, double Expected, double Actual)
{
    /// <summary>|actual - expected| / |expected|; null where expected is 0.</summary>
    public double? RelativeError => Expected == 0 ? null : Math.Abs(Actual - Expected) / Math.Abs(Expected);

    /// <summary>Whether the sum is off by more than 5 %.</summary>
    public bool IsDoubtful => RelativeError > 0.05;
}
