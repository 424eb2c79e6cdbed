namespace WhiteBoxLab;

/// <summary>
/// Two signals handed down at once, or one signal by two sets of weights: one call of libtorch on stacked channels, where the layer has no
/// groups.
/// </summary>
internal static class Paired
{
    /// <summary>The stacked outputs of one step over a layer's signal, its denominators and something else: [N, 2 O, ...].</summary>
    internal static (Tensor Both, bool Seen) Stack<TFused>(TFused fused, Tensor signal, Tensor denominator, Tensor other)
        where TFused : struct, IFused
    {
        Tensor both = Layout.EmptyAs(signal, 2 * signal.shape[1]);
        return (both, Fused.Run(fused, signal, denominator, other, new Half(both, 0, 2), new Half(both, 1, 2)));
    }

    /// <summary>x (W1'(first half) + W2'(second half)); the weights are stacked likewise along their outputs.</summary>
    internal static Tensor TwoSignals(WeightedLayer layer, Tensor both, Tensor weights, Tensor x)
    {
        if (layer is not Convolution { Groups: > 1 })
            return InPlace.Multiply(layer.Transposed(both, weights, x), x);
        Tensor[] signals = both.chunk(2, 1),
            halves = weights.chunk(2, 0);
        Tensor first = layer.Transposed(signals[0], halves[0], x),
            second = layer.Transposed(signals[1], halves[1], x);
        _ = Fused.Run(new Shares.Summed(), x, first, second, first, first);
        return first;
    }

    /// <summary>One signal by two sets of weights, which are stacked along their inputs, joined with x.</summary>
    internal static Tensor TwoWeights<TFused>(TFused fused, WeightedLayer layer, Tensor signal, Tensor weights, Tensor x)
        where TFused : struct, IFused
    {
        if (layer is Convolution { Groups: > 1 })
            return Joined(fused, layer, signal, signal, [.. weights.chunk(2, 1).Select(w => w.contiguous())], x);
        Tensor both = layer.Transposed(signal, weights, x),
            joined = empty_like(x);
        _ = Fused.Run(fused, x, new Half(both, 0, 2), new Half(both, 1, 2), joined, joined);
        return joined;
    }

    /// <summary>Two signals, each by its own weights, joined with x.</summary>
    internal static Tensor Joined<TFused>(TFused fused, WeightedLayer layer, Tensor first, Tensor second, Tensor[] weights, Tensor x)
        where TFused : struct, IFused
    {
        Tensor t = layer.Transposed(first, weights[0], x),
            u = layer.Transposed(second, weights[1], x);
        _ = Fused.Run(fused, x, t, u, t, t);
        return t;
    }
}
