namespace WhiteBoxLab;

/// <summary>
/// Which pixels of a row, and with which weights, make each pixel of the resized row. Weights are whole numbers that add up to 2^22 but for
/// rounding.
/// </summary>
/// <remarks>Keys 1981 with a = -0.5, or a triangle. When shrinking by s the kernel is s times as wide, so that every source pixel
/// counts.</remarks>
internal sealed class ResampleTaps
{
    public const int Precision = 22; // bytes and the kernel's overshoot take the other 10 bits of an int

    private readonly int[] weights;

    public ResampleTaps(int from, int to, Interpolation interpolation)
    {
        double scale = (double)from / to,
            width = Math.Max(scale, 1);
        double support = (interpolation == Interpolation.Bicubic ? 2 : 1) * width;
        Most = (int)Math.Ceiling(support) * 2 + 1;
        First = new int[to];
        Count = new int[to];
        weights = new int[to * Most];
        Span<double> exact = new double[Most];
        for (int i = 0; i < to; i++)
        {
            double centre = (i + 0.5) * scale;
            First[i] = Math.Max((int)(centre - support + 0.5), 0);
            Count[i] = Math.Min((int)(centre + support + 0.5), from) - First[i];
            Fill(exact[..Count[i]], First[i] + 0.5 - centre, width, weights.AsSpan(i * Most), interpolation);
        }
    }

    /// <summary>The first pixel of each output pixel.</summary>
    public int[] First { get; }

    /// <summary>How many pixels each output pixel takes.</summary>
    public int[] Count { get; }

    /// <summary>No output pixel takes more than this.</summary>
    public int Most { get; }

    public ReadOnlySpan<int> WeightsOf(int i) => weights.AsSpan(i * Most, Count[i]);

    private static void Fill(Span<double> exact, double distance, double width, Span<int> rounded, Interpolation interpolation)
    {
        double sum = 0;
        for (int k = 0; k < exact.Length; k++)
            sum += exact[k] = interpolation == Interpolation.Bicubic ? Bicubic((distance + k) / width) : Triangle((distance + k) / width);
        for (int k = 0; k < exact.Length; k++)
            rounded[k] = (int)Math.Round(exact[k] / sum * (1 << Precision), MidpointRounding.AwayFromZero);
    }

    private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));

    private static double Bicubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        return x switch
        {
            < 1 => ((a + 2) * x - (a + 3)) * x * x + 1,
            < 2 => (((x - 5) * x + 8) * x - 4) * a,
            _ => 0,
        };
    }
}
