namespace WhiteBoxLab;

/// <summary>
/// LRP-gamma, generalised to inputs and outputs of any sign: contributions of the output's own sign count 1 + gamma times.
/// </summary>
/// <param name="gamma">At least 0. Defaults to 0.25. With 0 it is LRP-epsilon, with infinity z+.</param>
/// <param name="stabilizer">Of the denominators. Defaults to 1e-6, added.</param>
/// <param name="zeroBias">Leave the bias out of the denominators. Defaults to no.</param>
/// <remarks>
/// Montavon et al. 2019; Andeol et al. 2021 for negative values; Zennit's five branches. Where z > 0: s = R / st(z + g (P + b+)); where z
/// &lt; 0: s = R / st(z + g (N + b-)); R_in = x W'(s) + g (the contributions of that sign)'(s).
/// Right before a gate (ReLU, ReLU6) relevance is 0 where z &lt;= 0, as what is above was multiplied by the gate's output; for an input
/// without negative values one pass forward and one back by W + g W+ then do. Should relevance have arrived there all the same, the general
/// form runs.
/// </remarks>
public sealed partial class GammaRule(double gamma = 0.25, Stabilizer? stabilizer = null, bool zeroBias = false) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        if (zeroBias || !stabilizer.CanBeAdded || !Fused.Serves(signal) || !Fused.Serves(call.Input()))
            return [Branches(call, signal)];
        return
        [
            call switch
            {
                _ when !call.InputIsNonNegative() => AnySign(call, signal),
                { GateBehind: { } gate } when Gated(call, signal, gate) is { } gated => gated,
                _ => NonNegative(call, signal),
            },
        ];
    }

    /// <summary>Null where relevance lies at a shut gate.</summary>
    private Tensor? Gated(LayerCall call, Tensor signal, Tensor gate)
    {
        Tensor[] w = call.Prepared((nameof(GammaRule), "gate", gamma, stabilizer), l =>
            [Raised(l.Weight), Raised(l.BiasOrZeros()).add_(stabilizer.Epsilon)]
        );
        Tensor x = call.Input(),
            share = call.Weighted.Apply(x, w[0], w[1]);
        call.Account(forwards: 1);
        return Fused.Run(new Shares.Open(), signal, share, gate, share, share)
            ? null
            : InPlace.Multiply(call.Weighted.Transposed(share, w[0], x), x);
    }

    private Tensor NonNegative(LayerCall call, Tensor signal)
    {
        call.Account(forwards: 1, backwards: 1);
        Tensor[] w = call.Prepared((nameof(GammaRule), gamma), l =>
            [
                l.Weight.clamp_min(0).mul_(gamma),
                l.BiasOrZeros().clamp_min(0).mul_(gamma),
                cat([Raised(l.Weight), l.Weight + (gamma * l.Weight.clamp_max(0))], 0),
            ]
        );
        Tensor positive = call.Weighted.Apply(call.Input(), w[0], w[1]);
        return Paired.TwoSignals(
            call.Weighted,
            Paired.Stack(new Shares.BySign(gamma, stabilizer.Epsilon), signal, positive, call.OutputAgain()).Both,
            w[2],
            call.Input()
        );
    }

    private Tensor AnySign(LayerCall call, Tensor signal)
    {
        call.Account(forwards: 1, backwards: 1);
        Tensor[] w = call.Prepared((nameof(GammaRule), "any sign", gamma, stabilizer), l =>
        {
            Tensor whole = l.Weight.abs().mul_(gamma / 2);
            return
            [
                whole,
                l.BiasOrZeros().abs_().mul_(gamma / 2).add_(stabilizer.Epsilon),
                cat([l.Weight * (1 + (gamma / 2)), whole], 1),
                l.Weight * (1 + (gamma / 2)),
            ];
        });
        Tensor x = call.Input(),
            share = call.Weighted.Apply(x.abs(), w[0], w[1]),
            signed = empty_like(share);
        bool isNegativeSomewhere = Fused.Run(new Shares.Signed(gamma), signal, share, call.Output, share, signed);
        return isNegativeSomewhere
            ? Paired.Joined(new Shares.Joined(), call.Weighted, share, signed, [w[3], w[0]], x)
            : Paired.TwoWeights(new Shares.Joined(), call.Weighted, share, w[2], x);
    }

    /// <summary>w + g w+.</summary>
    private Tensor Raised(Tensor weight) => weight + (gamma * weight.clamp_min(0));

    /// <summary>In libtorch's operations, for every device and stabilizer.</summary>
    private Tensor Branches(LayerCall call, Tensor signal)
    {
        Tensor z = call.OutputAgain();
        Contributions parts = new(call, zeroBias);
        Tensor whole = parts.Positive + parts.Negative; // z, or z without its bias
        Tensor above = (signal / stabilizer.Of(whole + (gamma * parts.Positive))).masked_fill_(z.le(0), 0);
        Tensor below = (signal / stabilizer.Of(whole + (gamma * parts.Negative))).masked_fill_(z.ge(0), 0);
        // x W'(s) is the positive and the negative contributions together, so the two signs weigh 1 + g and 1.
        return parts.Down((above * (1 + gamma)).add_(below), above.add_(below, 1 + gamma));
    }

    internal override bool NeedsOutput(Network network, int layer) =>
        zeroBias || !stabilizer.CanBeAdded || !network.InputIsNonNegative(layer, 0) || network.Graph.GateBehind(layer) < 0;
}
