namespace WhiteBoxLab;

/// <summary>
/// What <see cref="FullGrad"/> gathers on its walk back: the sum of all parts of the score, and for each size of layer what its biases
/// contribute at each position. Stretching is linear, so that each size is stretched once.
/// </summary>
internal sealed class FullGradParts(Explanation run, FullGradVariant variant)
{
    private readonly Graph graph = run.Network.Graph;
    private readonly Dictionary<(long, long), Tensor> painted = run
        .Network.Graph.Layers.Index()
        .Where(l => l.Item is BatchNormalization or WeightedLayer { Bias: not null })
        .Select(l => run.Network.Graph.Shapes[l.Index])
        .Where(s => s.Length == 3)
        .Select(s => (s[1], s[2]))
        .Distinct()
        .ToDictionary(s => s, s => zeros([run.Count, 1, s.Item1, s.Item2], run.Input.dtype, run.Input.device));
    private readonly HashSet<int> done = []; // layers whose biases have been counted at the gate behind them
    private readonly Tensor total = zeros([run.Count], float64, run.Input.device); // what libtorch has summed up, and our own loops
    private readonly double[] sums = new double[run.Count];

    /// <summary>The sum of all parts for each photo.</summary>
    internal IReadOnlyList<double> Totals() => [.. total.cpu().data<double>().Zip(sums, (a, b) => a + b)];

    /// <summary>The gradient, which counts a layer's biases already at the gate behind it where one stands there alone.</summary>
    internal Rule[] Rules()
    {
        Rule keep = new GradientRule(keepsOutput: graph.Layers.Any(l => l is Activation and not GatedActivation)),
            gate = new GateBehindBiases(this);
        return [.. graph.Layers.Select((l, i) => CountsAtGate(i) ? gate : keep)];
    }

    /// <summary>What a layer's biases contribute: to the map where it has positions, to the total always.</summary>
    internal void Add(LayerCall call, Tensor gradient)
    {
        using IDisposable scope = NewDisposeScope();
        if (done.Contains(call.Index) || CountsAtGate(call.Index)) // the rule counts it
            return;
        if (call.Layer is Activation activation)
            AddImplicit(call, activation, gradient);
        else if (BiasOf(call.Layer) is { } bias)
            AddBias(gradient, bias);
    }

    /// <summary>The map: all sizes stretched over the input, and the input's own part.</summary>
    internal Tensor Map(Tensor input)
    {
        Tensor map = zeros([run.Count, 1, run.Input.shape[2], run.Input.shape[3]], run.Input.dtype, run.Input.device);
        foreach (Tensor layers in painted.Values)
            Upsampling.Add(layers, map, alignCorners: variant == FullGradVariant.Paper);
        using Tensor one = ones([input.shape[1]], input.dtype, input.device);
        Add(input, one, map);
        return map;
    }

    private void AddImplicit(LayerCall call, Activation activation, Tensor gradient)
    {
        if (activation is not GatedActivation gate)
            total.add_(
                ((call.Output - (activation.Derivative(call.Input(), call.Output) * call.Input())) * gradient)
                    .flatten(1)
                    .sum([1])
                    .to(float64)
            );
        else if (!double.IsInfinity(gate.Ceiling))
            total.add_(gradient.masked_fill(call.Output.lt(gate.Ceiling), 0).flatten(1).sum([1]).to(float64).mul_(gate.Ceiling));
    }

    private void AddBias(Tensor gradient, Tensor bias)
    {
        if (gradient.dim() == 4)
            Add(gradient, bias, PaintedAs(gradient));
        else
            total.add_((gradient * bias).flatten(1).sum([1]).to(float64));
    }

    /// <summary>Counts g b of each channel, and paints its size.</summary>
    private void Add(Tensor gradient, Tensor bias, Tensor painted)
    {
        if (variant == FullGradVariant.Paper && Fused.Serves(gradient) && ParallelLoops.IsPlain(bias, gradient.dtype))
        {
            new BiasSums(bias, painted, sums).Add(gradient);
            return;
        }
        Tensor part = gradient * bias.view(-1, 1, 1);
        total.add_(part.flatten(1).sum([1]).to(float64));
        painted.add_(Scaled(part.abs_()).sum([1], keepdim: true));
    }

    private bool CountsAtGate(int layer) =>
        variant == FullGradVariant.Paper && graph.Layers[layer] is GatedActivation && BiasedBefore(layer) >= 0;

    private Tensor PaintedAs(Tensor layer) => painted[(layer.shape[2], layer.shape[3])];

    private static Tensor? BiasOf(Layer layer) =>
        layer switch
        {
            WeightedLayer weighted => weighted.Bias,
            BatchNormalization normalization => normalization.Bias - (normalization.Mean * normalization.Scale()),
            _ => null,
        };

    /// <summary>The layer with biases whose output a gate reads alone; -1 where there is none.</summary>
    private int BiasedBefore(int gate)
    {
        int from = graph.Inputs[gate][0];
        while (from >= 0 && graph.Layers[from] is Identity)
            from = graph.Inputs[from][0];
        return from >= 0 && graph.GateBehind(from) == gate && graph.Layers[from] is Convolution { Bias: not null } ? from : -1;
    }

    /// <summary>To 0..1: a layer's whole tensor in the paper, each channel apart in pytorch-grad-cam.</summary>
    private Tensor Scaled(Tensor part)
    {
        long[] over = variant == FullGradVariant.Paper ? [1, 2, 3] : [2, 3];
        Tensor above = part - part.amin(over, keepdim: true);
        return above / (above.amax(over, keepdim: true) + (variant == FullGradVariant.Paper ? 1e-6 : 1e-7));
    }

    /// <summary>
    /// The gate, and what stands behind and before it, in one pass over memory where libtorch's operations and ours apart take three: the
    /// ceiling's part of the score, the gradient through the gate, the biases' parts.
    /// </summary>
    private sealed class GateBehindBiases(FullGradParts parts) : Rule
    {
        internal override Tensor?[] Backward(LayerCall call, Tensor signal)
        {
            int before = parts.BiasedBefore(call.Index);
            Tensor bias = ((Convolution)parts.graph.Layers[before]).Bias!;
            GatedActivation gate = (GatedActivation)call.Layer;
            if (!Fused.Serves(signal, call.Output) || !ParallelLoops.IsPlain(bias, signal.dtype))
            {
                parts.AddImplicit(call, gate, signal);
                return gate.Backward(call, signal);
            }
            Tensor target = call.SignalIsOwned ? signal : empty_like(signal);
            new BiasSums(bias, parts.PaintedAs(signal), parts.sums).Add(signal, call.Output, gate.Ceiling, target);
            parts.done.Add(before);
            return [target];
        }
    }
}
