namespace WhiteBoxLab;

/// <summary>
/// LRP-alpha-beta: positive contributions share alpha times the relevance, negative ones minus beta times. alpha - beta = 1 keeps the sum.
/// </summary>
/// <param name="alpha">At least 1. Defaults to 2.</param>
/// <param name="beta">alpha - 1. Defaults to 1.</param>
/// <param name="stabilizer">Of both denominators. Defaults to 1e-6, added.</param>
/// <param name="zeroBias">Leave the bias out of the denominators. Defaults to no: its positive part counts with the positive contributions,
/// its negative with the negative.</param>
/// <exception cref="ArgumentException">alpha - beta is not 1, or beta is negative.</exception>
/// <remarks>
/// Bach et al. 2015, eq. 60. Differs from iNNvestigate, which adds the whole bias to both denominators. One more pass through the layer
/// forward, two transposed ones, whatever the signs of its input:
/// p = W+ x + b+ + e is the positive denominator, and z - p the negative one; where x has any sign, both come from z and |W| |x| + |b| + 2
/// e, and where that leaves few digits of one, from its products (<see cref="OneSided"/>).
/// </remarks>
public sealed partial class AlphaBetaRule(double alpha = 2, double beta = 1, Stabilizer? stabilizer = null, bool zeroBias = false) : Rule
{
    private readonly double alpha =
        Math.Abs(alpha - beta - 1) < 1e-12 && beta >= 0
            ? alpha
            : throw new ArgumentException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"The alpha-beta rule needs alpha - beta = 1 and beta at least 0; these are alpha {alpha} and beta {beta}."
                )
            );

    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) =>
        [
            call switch
            {
                _ when zeroBias || !stabilizer.CanBeAdded || !IsFused(call, signal) => Branches(call, signal),
                _ when call.InputIsNonNegative() => NonNegative(call, signal),
                _ => AnySign(call, signal),
            },
        ];

    private static bool IsFused(LayerCall call, Tensor signal) =>
        Fused.Serves(signal, call.Output) && Fused.Serves(call.Input()) && Fused.Serves(call.Weighted.Weight);

    private Tensor NonNegative(LayerCall call, Tensor signal)
    {
        call.Account(forwards: 1, backwards: 1);
        Tensor[] w = call.Prepared((nameof(AlphaBetaRule), alpha, stabilizer), l =>
            [
                l.Weight.clamp_min(0),
                l.BiasOrZeros().clamp_min(0).add_(stabilizer.Epsilon),
                cat([l.Weight.clamp_min(0).mul_(alpha), l.Weight.clamp_max(0).mul_(-beta)], 0),
            ]
        );
        Tensor positive = call.Weighted.Apply(call.Input(), w[0], w[1]);
        return Paired.TwoSignals(
            call.Weighted,
            Paired.Stack(new Shares.Apart(stabilizer.Epsilon), signal, positive, call.Output).Both,
            w[2],
            call.Input()
        );
    }

    private Tensor AnySign(LayerCall call, Tensor signal)
    {
        call.Account(forwards: 1, backwards: 1);
        Tensor[] w = call.Prepared((nameof(AlphaBetaRule), stabilizer), l =>
            [l.Weight.abs(), l.BiasOrZeros().abs_().add_(2 * stabilizer.Epsilon)]
        );
        Tensor x = call.Input(),
            whole = call.Weighted.Apply(x.abs(), w[0], w[1]),
            difference = empty_like(whole);
        int[] oneSided = OneSided.Divide(new(alpha, beta, stabilizer.Epsilon), signal, whole, call.Output, difference);
        Tensor down = Paired.Joined(new Shares.Joined(), call.Weighted, whole, difference, [call.Weighted.Weight, w[0]], x);
        OneSided.HandDown(oneSided, call, signal, (alpha, beta, stabilizer.Epsilon), down);
        return down;
    }

    /// <summary>In libtorch's operations, for every device and stabilizer.</summary>
    private Tensor Branches(LayerCall call, Tensor signal)
    {
        Contributions parts = new(call, zeroBias);
        return parts.Down((signal / stabilizer.Of(parts.Positive)).mul_(alpha), (signal / stabilizer.Of(parts.Negative)).mul_(-beta));
    }

    internal override bool NeedsOutput(Network network, int layer) => true;
}
