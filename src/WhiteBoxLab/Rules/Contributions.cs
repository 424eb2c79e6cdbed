namespace WhiteBoxLab;

/// <summary>
/// The positive and negative parts of all products x w of a layer, for inputs of any sign, from one pass over absolute values: with z0 = W
/// x and Q = |W| |x|,
/// P = (z0 + Q) / 2 and N = (z0 - Q) / 2. Where the input cannot be negative they are computed apart instead, which rounds less.
/// </summary>
internal readonly struct Contributions
{
    private const double Rounding = 4e-7; // below this share of Q, a part is what rounding left

    internal Contributions(LayerCall call, bool zeroBias)
    {
        WeightedLayer layer = call.Weighted;
        X = call.Input();
        IsNonNegative = call.InputIsNonNegative();
        call.Account(forwards: IsNonNegative ? 2 : 1, backwards: 1);
        (Layer, Weights) = (
            layer,
            call.Prepared(nameof(Contributions), l =>
                [
                    l.Weight.abs(),
                    l.Weight.clamp_min(0),
                    l.Weight.clamp_max(0),
                    l.Bias is null ? zeros([l.Weight.shape[0]], l.Weight.dtype, l.Weight.device) : l.Bias.clone(),
                ]
            )
        );
        Tensor bias = Weights[3].view([-1, .. Enumerable.Repeat(1L, (int)X.dim() - 2)]);
        Absolute = IsNonNegative ? X : X.abs();
        if (IsNonNegative)
            (Positive, Negative) = (layer.Apply(X, Weights[1], null), layer.Apply(X, Weights[2], null));
        else
        {
            Tensor q = layer.Apply(Absolute, Weights[0], null),
                z = call.Output - bias,
                least = q * (z.dtype == float64 ? 1e-15 : Rounding);
            Tensor p = (z + q).div_(2),
                n = (z - q).div_(2);
            (Positive, Negative) = (p.masked_fill_(p.lt(least), 0), n.masked_fill_(n.gt(-least), 0));
        }
        if (zeroBias)
            return;
        Positive = Positive + bias.clamp_min(0);
        Negative = Negative + bias.clamp_max(0);
    }

    internal WeightedLayer Layer { get; }

    internal Tensor X { get; }

    internal Tensor Absolute { get; }

    internal bool IsNonNegative { get; }

    /// <summary>P + b+.</summary>
    internal Tensor Positive { get; }

    /// <summary>N + b-.</summary>
    internal Tensor Negative { get; }

    private Tensor[] Weights { get; }

    /// <summary><see cref="Down"/> as a flow, given one over both denominators.</summary>
    internal Branch[] Branches(Tensor p, Tensor n) =>
        IsNonNegative
            ? [new(Weights[1], X, p), new(Weights[2], X, n)]
            : [new(Layer.Weight, X, (p + n).div_(2)), new(Weights[0], Absolute, (p - n).div_(2))];

    /// <summary>
    /// Hands a signal down through positive contributions, and another through negative ones: x+ W+'(p) + x- W-'(p) + x+ W-'(n) + x-
    /// W+'(n).
    /// </summary>
    internal Tensor Down(Tensor p, Tensor n) =>
        IsNonNegative
            ? Layer.Transposed(p, Weights[1], X).add_(Layer.Transposed(n, Weights[2], X)).mul_(X)
            : Layer.Transposed(p + n, Layer.Weight, X).mul_(X).addcmul_(Layer.Transposed(p - n, Weights[0], X), Absolute, 1).div_(2);
}
