namespace WhiteBoxLab;

/// <summary>Runs an operation once on random numbers and says how far it is from float64.</summary>
internal abstract class Trial
{
    /// <summary>The most that counts as right: float32 stays far below, what is wrong is as large as the values.</summary>
    internal const double Tolerance = 1e-4;

    /// <summary>
    /// The largest error as a share of the largest value; infinite where the operation gives no numbers, throws, or ends its process.
    /// </summary>
    internal abstract double Off(string call, Way way);
}
