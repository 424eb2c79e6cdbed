namespace WhiteBoxLab;

/// <summary>
/// LRP-z+ (alpha 1, beta 0): relevance goes only where a contribution is positive, x+ w+ or x- w-, so it is never negative. Serves inputs
/// of any sign.
/// </summary>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <param name="zeroBias">Leave the bias out of the denominator, so that it takes no relevance. Defaults to no.</param>
/// <param name="negated">Take the layer's weights with the other sign (the dual of contrastive methods). Defaults to no.</param>
/// <remarks>
/// Bach et al. 2015, eq. 60 with alpha 1; Montavon et al. 2017. Where the input cannot be negative, one more forward and one transposed
/// pass through the layer: s = R / (W+ x + b+), R_in = x W+'(s);
/// elsewhere two of each, for x+ with W+ and x- with W-. The shorter way over absolute values is not taken: it computes the denominator as
/// a difference, which is noise where an output has no positive contribution.
/// </remarks>
public sealed partial class ZPlusRule(Stabilizer? stabilizer = null, bool zeroBias = false, bool negated = false) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor[] prepared = call.Prepared((nameof(ZPlusRule), stabilizer, zeroBias, negated), Prepare);
        return [call.InputIsNonNegative() ? NonNegative(call, signal, prepared) : AnySign(call, signal, prepared)];
    }

    private Tensor NonNegative(LayerCall call, Tensor signal, Tensor[] prepared)
    {
        call.Account(forwards: 1);
        Tensor x = call.Input(),
            denominator = Safe(call.Weighted.Apply(x, prepared[0], prepared[2]));
        return InPlace.Multiply(call.Weighted.Transposed(call.Over(signal, denominator), prepared[0], x), x);
    }

    private Tensor AnySign(LayerCall call, Tensor signal, Tensor[] prepared)
    {
        call.Account(forwards: 2, backwards: 1);
        WeightedLayer layer = call.Weighted;
        Tensor x = call.Input(),
            above = x.clamp_min(0),
            below = x.clamp_max(0);
        Tensor s = call.Over(signal, Safe(layer.Apply(above, prepared[0], prepared[2]).add_(layer.Apply(below, prepared[1], null))));
        return Fused.Serves(s, x)
            ? Paired.TwoWeights(new Shares.ByInput(), layer, s, prepared[3], x)
            : layer.Transposed(s, prepared[0], x).mul_(above).addcmul_(layer.Transposed(s, prepared[1], x), below, 1);
    }

    /// <summary>W+, W-, b+ with the stabilizer in it where it can be added, and both weights stacked along their inputs.</summary>
    private Tensor[] Prepare(WeightedLayer layer)
    {
        Tensor weight = Signed(layer.Weight);
        Tensor bias =
            zeroBias || layer.Bias is null ? zeros([weight.shape[0]], weight.dtype, weight.device) : Signed(layer.Bias).clamp_min(0);
        return
        [
            weight.clamp_min(0),
            weight.clamp_max(0),
            stabilizer.CanBeAdded ? bias.add(stabilizer.Epsilon) : bias,
            cat([weight.clamp_min(0), weight.clamp_max(0)], 1),
        ];
    }

    private Tensor Signed(Tensor weights) => negated ? -weights : weights;

    private Tensor Safe(Tensor denominator) => stabilizer.CanBeAdded ? denominator : stabilizer.Of(denominator);
}
