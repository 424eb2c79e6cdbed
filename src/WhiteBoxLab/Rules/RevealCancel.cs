namespace WhiteBoxLab;

/// <summary>
/// DeepLIFT's RevealCancel, for one run: at an activation f, what raised the input (u) and what lowered it (d) get multipliers of their
/// own,
/// m+ = (f(z0 + u) - f(z0) + f(z0 + u + d) - f(z0 + d)) / 2u and m- likewise; the layer that made the input hands each contribution w dx
/// the one of its sign.
/// </summary>
/// <param name="baseline">The baseline's run.</param>
/// <param name="to">Where the walk ends; what a layer outside the way gave counts as one contribution.</param>
/// <remarks>
/// Shrikumar et al. 2017, section 3.5.2; where u or d is smaller than 0.5e-7 it has 1e-7 added, in f too, as in the authors' code. With m =
/// (m+ + m-) / 2 and h = (m+ - m-) / 2 an input gets W'(m) + sign(dx) |W|'(h),
/// one more pass instead of three: m is the signal of the walk, h waits here for the layer that it belongs to.
/// Steps of 1e-7 are nothing beside numbers in float32, so the quotients are made in float64 whatever the network has, and what rounding
/// left of u or d counts as nothing.
/// </remarks>
internal sealed class RevealCancel(Trace baseline, int to)
{
    private readonly Graph graph = baseline.Network.Graph;
    private readonly bool[] onTheWay = baseline.Network.Graph.DependentOn(to);
    private readonly Dictionary<int, Tensor> waiting = [];

    /// <summary>For activations.</summary>
    internal Rule AtActivation => new ActivationRule(this);

    /// <summary>For layers that are linear: the gradient, and what waits for them.</summary>
    internal Rule AtLinear => new LinearRule(this);

    /// <summary>Whether what a layer gave is a sum of contributions that can be told apart.</summary>
    private bool Splits(int i) =>
        i >= 0
        && i != to
        && onTheWay[i]
        && (HandsOn(i) || graph.Layers[i] is WeightedLayer or Add or AveragePool or GlobalAveragePool or AdaptiveAveragePool);

    private bool HandsOn(int i) => graph.Layers[i] is Identity or Dropout or Flatten or Reshape or Concat or Pad or ReflectionPad;

    /// <summary>u - d at the output of a layer: the sum of its contributions' sizes.</summary>
    private Tensor Spread(Trace photo, int i)
    {
        if (!Splits(i))
            return Difference(photo, i).abs();
        Tensor[] inputs = [.. graph.Inputs[i].Select(j => HandsOn(i) ? Spread(photo, j) : Difference(photo, j).abs())];
        return graph.Layers[i] is WeightedLayer layer
            ? layer.Apply(inputs[0], Absolute(photo, i), null)
            : graph.Layers[i].Forward(inputs, out _);
    }

    private Tensor Difference(Trace photo, int i) => i < 0 ? photo.Input - baseline.Input : photo.OutputAt(i) - baseline.OutputAt(i);

    private static Tensor Absolute(Trace photo, int i) =>
        photo.Network.Prepared(i, nameof(RevealCancel), l => [((WeightedLayer)l).Weight.abs()])[0];

    private void Wait(int i, Tensor half)
    {
        using Tensor? there = waiting.GetValueOrDefault(i);
        waiting[i] = (there is null ? half.alias() : there + half).MoveToOuterDisposeScope(); // out of the scope of this layer
    }

    private sealed class ActivationRule(RevealCancel run) : Rule
    {
        private const double Rounding = 4e-7; // below this share of the spread, a part is what rounding left in float32
        private readonly Rule rescale = new RescaleRule(run.Baseline);

        internal override Tensor?[] Backward(LayerCall call, Tensor signal)
        {
            int maker = run.graph.Inputs[call.Index][0];
            if (!run.Splits(maker))
                return rescale.Backward(call, signal);
            call.Trace.Account(run.graph.Costs[maker], run.graph.Costs[maker]);
            Tensor z0 = run.Baseline.InputAt(call.Index, 0).to(float64),
                dz = call.Input().to(float64) - z0,
                spread = run.Spread(call.Trace, maker).to(float64);
            Tensor least = spread * (signal.dtype == float64 ? 1e-15 : Rounding),
                sum = dz + spread,
                difference = dz - spread;
            Tensor up = Away(sum.masked_fill_(sum.lt(least), 0).div_(2)),
                down = Away(difference.masked_fill_(difference.gt(-least), 0).div_(2));
            Activation f = (Activation)call.Layer;
            Tensor whole = f.Apply(z0 + up + down) - f.Apply(z0),
                turn = f.Apply(z0 + up) - f.Apply(z0 + down);
            Tensor plus = (signal * (whole + turn) / up).to(signal.dtype),
                minus = (signal * (whole - turn) / down).to(signal.dtype); // twice the multipliers
            run.Wait(maker, (plus - minus).div_(4));
            return [plus.add_(minus).div_(4)];
        }

        /// <summary>Where nothing raised, or nothing lowered, the input: a step so small that the quotient is the slope above.</summary>
        private static Tensor Away(Tensor part) => part + (part.abs().lt(0.5e-7).to(part.dtype) * 1e-7);

        internal override bool NeedsOutput(Network network, int layer) => true;
    }

    private sealed class LinearRule(RevealCancel run) : Rule
    {
        internal override Tensor?[] Backward(LayerCall call, Tensor signal)
        {
            if (!run.waiting.Remove(call.Index, out Tensor? half))
                return call.Layer.Backward(call, signal);
            using (half)
                return Both(new LayerCall(call.Trace, call.Index, call.Wanted, signalIsOwned: false), signal, half);
        }

        private Tensor?[] Both(LayerCall call, Tensor signal, Tensor half)
        {
            Tensor?[] handed = call.Layer.Backward(call, signal);
            Tensor?[] apart = call.Layer is WeightedLayer layer
                ? [layer.Transposed(half, Absolute(call.Trace, call.Index), call.Input())]
                : call.Layer.Backward(call, half);
            foreach ((int k, int j) in run.graph.Inputs[call.Index].Index().Where(p => call.Wanted[p.Index]))
                if (run.HandsOn(call.Index) && run.Splits(j))
                    run.Wait(j, apart[k]!); // wanted, so there
                else
                    handed[k] = handed[k]! + (run.Difference(call.Trace, j).sign_() * apart[k]!);
            return handed;
        }

        internal override bool NeedsOutput(Network network, int layer) => true;
    }

    private Trace Baseline => baseline;
}
