namespace WhiteBoxLab;

/// <summary>
/// LRP-alpha-beta as iNNvestigate computes it: the whole bias is added to the positive and to the negative denominator, whatever its sign.
/// For comparison with that library alone.
/// </summary>
/// <param name="alpha">At least 1. Defaults to 2.</param>
/// <param name="beta">alpha - 1. Defaults to 1.</param>
/// <param name="stabilizer">Of both denominators. Defaults to 1e-6, added.</param>
/// <remarks>
/// iNNvestigate 1.0.9, measured. Differs from Bach et al. 2015, eq. 60, which splits the bias by its sign: a bias larger than the
/// contributions turns a denominator's sign, so that evidence for comes out as evidence against. Prefer <see cref="AlphaBetaRule"/>.
/// </remarks>
public sealed class WholeBiasRule(double alpha = 2, double beta = 1, Stabilizer? stabilizer = null) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        (Contributions parts, Tensor positive, Tensor negative) = Denominators(call);
        return [parts.Down((signal / positive).mul_(alpha), (signal / negative).mul_(-beta))];
    }

    internal override Flow Flow(LayerCall call)
    {
        (Contributions parts, Tensor positive, Tensor negative) = Denominators(call);
        return new WeightedFlow(call, parts.Branches(positive.reciprocal_().mul_(alpha), negative.reciprocal_().mul_(-beta)));
    }

    private (Contributions Parts, Tensor Positive, Tensor Negative) Denominators(LayerCall call)
    {
        Contributions parts = new(call, zeroBias: true);
        Tensor bias = call.Weighted.Bias?.view([-1, .. Enumerable.Repeat(1L, (int)call.Output.dim() - 2)])
            ?? zeros(1, call.Output.dtype, call.Output.device);
        return (parts, stabilizer.Of(parts.Positive + bias), stabilizer.Of(parts.Negative + bias));
    }

    internal override bool NeedsOutput(Network network, int layer) => true;
}
