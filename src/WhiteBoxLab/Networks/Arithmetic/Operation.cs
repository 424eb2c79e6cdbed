namespace WhiteBoxLab;

/// <summary>
/// An operation that is taken from libtorch: how it is computed, in which other ways it can be, and how far a result is from float64. One
/// more operation is one more class and its line in <see cref="All"/>.
/// </summary>
internal abstract class Operation
{
    /// <summary>By name.</summary>
    internal static IReadOnlyDictionary<string, Operation> All { get; } =
        new Dictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["conv2d"] = new ConvolutionOperation(),
            ["conv_transpose2d"] = new TransposedOperation(),
            ["conv1x1"] = new PointwiseOperation(),
            ["conv_transpose1x1"] = new PointwiseTransposedOperation(),
            ["linear"] = new LinearOperation(),
            ["linear_transposed"] = new LinearTransposedOperation(),
            ["avg_pool2d"] = new AveragePoolOperation(),
            ["avg_pool2d_backward"] = new AveragePoolBackwardOperation(),
            ["max_pool2d"] = new MaxPoolOperation(),
        };

    /// <summary>Its place among <see cref="All"/>.</summary>
    internal static int NumberOf(string name) => Numbers[name];

    private static readonly Dictionary<string, int> Numbers = All
        .Keys.Select((name, i) => (name, i))
        .ToDictionary(one => one.name, one => one.i, StringComparer.Ordinal);

    /// <summary>Whether it is right as libtorch computes it, and if not, in which ways it may be, in this order.</summary>
    internal virtual IReadOnlyList<Way> Ways => [Way.Direct, Way.Double];

    /// <summary>As libtorch computes it, in the operands' own type and layout.</summary>
    internal abstract Tensor Run(Libtorch libtorch, Tensor[] operands, long[] settings);

    /// <summary>In a given way; the result has the type and the layout that <see cref="Run"/> would have given it.</summary>
    internal Tensor By(Way way, Libtorch libtorch, Tensor[] operands, long[] settings) =>
        way switch
        {
            Way.Direct => Run(libtorch, operands, settings),
            Way.Double => Run(libtorch, [.. operands.Select(o => o.to(float64))], settings).to(operands[0].dtype),
            Way.OtherLayout => Laid(Run(libtorch, [.. operands.Select(Turned)], settings), operands),
            Way.PaddedChannels => Padded(libtorch, operands, settings),
            _ => Laid(Unfolded(libtorch, operands, settings), operands),
        };

    /// <summary>With zeros as further channels.</summary>
    private protected virtual Tensor Padded(Libtorch libtorch, Tensor[] operands, long[] settings) => throw new NotSupportedException();

    /// <summary>As a matrix product.</summary>
    private protected virtual Tensor Unfolded(Libtorch libtorch, Tensor[] operands, long[] settings) => throw new NotSupportedException();

    /// <summary>
    /// The largest error of a result against float64, as a share of the largest value; infinite for what is no number. Linear operations
    /// may look at a random sum over the output's channels.
    /// </summary>
    internal virtual double Off(Tensor result, Tensor[] operands, long[] settings) =>
        Distance(result.to(float64), Run(new Libtorch(), [.. operands.Select(o => o.to(float64))], settings));

    /// <summary>The largest difference, as a share of the largest value that is right.</summary>
    private protected static double Distance(Tensor seen, Tensor right)
    {
        double off = (seen - right).abs().max().item<double>(),
            size = right.abs().max().item<double>();
        return double.IsNaN(off) ? double.PositiveInfinity : off / Math.Max(size, double.Epsilon);
    }

    private static Tensor Turned(Tensor tensor) =>
        tensor.dim() switch
        {
            not 4 => tensor,
            _ when Layout.IsChannelsLast(tensor) => tensor.contiguous(),
            _ => Layout.ChannelsLast(tensor),
        };

    private static Tensor Laid(Tensor result, Tensor[] operands) =>
        (operands.Any(Layout.IsChannelsLast), Layout.IsChannelsLast(result)) switch
        {
            (true, true) => result,
            (true, false) => Layout.ChannelsLast(result),
            _ => result.contiguous(),
        };
}
