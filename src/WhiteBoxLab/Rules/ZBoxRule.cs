namespace WhiteBoxLab;

/// <summary>LRP-zB for the layer of pixels: contributions are measured from the lowest and highest values that pixels can have.</summary>
/// <param name="low">The lowest value of each channel (or one for all), normalised; null for a black photo by the network's
/// preprocessing.</param>
/// <param name="high">The highest value of each channel, normalised; null for a white photo.</param>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <remarks>
/// Montavon et al. 2017, eq. 15. s = R / (W x - W+ l - W- h), R_in = (x - l) W+'(s) + (x - h) W-'(s). The bias cancels. What l and h give
/// is made once for the network.
/// </remarks>
public sealed partial class ZBoxRule(IReadOnlyList<double>? low = null, IReadOnlyList<double>? high = null, Stabilizer? stabilizer = null)
    : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        (Tensor[] prepared, Tensor l, Tensor h) = Prepared(call);
        WeightedLayer layer = call.Weighted;
        Tensor x = call.Input();
        call.Account(backwards: 1);
        Tensor s = stabilizer.Share(call, signal, call.Output - prepared[4]);
        Tensor[] down = layer is Convolution { Groups: > 1 }
            ? [layer.Transposed(s, prepared[0], x), layer.Transposed(s, prepared[1], x)]
            : layer.Transposed(s, prepared[3], x).chunk(2, 1);
        return [(x - l).mul_(down[0]).addcmul_(x - h, down[1], 1)];
    }

    internal override bool NeedsOutput(Network network, int layer) => true;

    /// <summary>
    /// W+, W-, what they make of the bounds, both stacked along their inputs, and what they make with the bias; and the bounds.
    /// </summary>
    private (Tensor[] Weights, Tensor Low, Tensor High) Prepared(LayerCall call)
    {
        Tensor x = call.Input(),
            l = Constant(call, low, 0, x),
            h = Constant(call, high, 255, x);
        string key = string.Join(
            ',',
            (low ?? []).Concat(high ?? []).Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture))
        );
        return (call.Prepared((nameof(ZBoxRule), key), w =>
            {
                Tensor plus = w.Weight.clamp_min(0),
                    minus = w.Weight.clamp_max(0);
                Tensor bounds =
                    w.Apply(l.expand(x[..1].shape).contiguous(), plus, null) + w.Apply(h.expand(x[..1].shape).contiguous(), minus, null);
                return [plus, minus, bounds, cat([plus, minus], 1), bounds + w.BiasOrZeros().view(-1, 1, 1)];
            }), l, h);
    }

    private static Tensor Constant(LayerCall call, IReadOnlyList<double>? values, int level, Tensor like)
    {
        if (like.dim() != 4)
            throw new InvalidOperationException($"The z-box rule needs the layer of pixels; '{call.Layer.Name}' has none.");
        Preprocessing? p = values is null ? call.Trace.Network.Preprocessing : null;
        double[] numbers = values is [var same]
            ? [.. Enumerable.Repeat(same, (int)like.shape[1])]
            // p is there where values are not
            : values?.ToArray() ?? [.. Enumerable.Range(0, (int)like.shape[1]).Select(c => p!.Normalised(level, c))];
        return numbers.Length == like.shape[1]
            ? tensor(numbers, [1, numbers.Length, 1, 1], like.dtype, like.device)
            : throw new ArgumentException(
                $"The z-box rule has bounds for {numbers.Length} channels; '{call.Layer.Name}' has {like.shape[1]}. It belongs "
                    + $"to the layer of pixels."
            );
    }
}
