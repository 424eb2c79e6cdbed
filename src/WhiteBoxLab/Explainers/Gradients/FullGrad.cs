namespace WhiteBoxLab;

/// <summary>The whole score taken apart: what the input contributes by its gradient, and what every bias of every layer contributes, painted where it acts.</summary>
/// <param name="variant">How the parts are scaled before they are added. Defaults to the paper's.</param>
/// <remarks>
/// Srinivas and Fleuret 2019, eq. 4 and 8, <see href="https://arxiv.org/abs/1905.00780"/>. The parts (with the biases of linear layers and the implicit biases of activations that are not piecewise linear through 0, such as ReLU6 at 6)
/// add up to the score, which the completeness check tells; scaling them for the map, as the paper does, destroys that. One forward and one backward pass; channels are scaled, summed and stretched once a layer.
/// </remarks>
[Follows(Convention.Paper, """{"variant": "paper"}""", "Each layer scaled as a whole; the sum is not scaled again.")]
[Follows(Convention.PytorchGradCam, """{"variant": "pytorch-grad-cam"}""", "Each channel scaled apart, the sum again.")]
public sealed class FullGrad(FullGradVariant variant = FullGradVariant.Paper) : Explainer
{
    /// <summary>How the parts are scaled.</summary>
    public FullGradVariant Variant { get; } = variant;

    /// <inheritdoc/>
    public override ExplainerCard Card => new()
    {
        Id = "full-grad", Name = "FullGrad", Family = Family.Linearization,
        Summary = "The whole score taken apart: the input's gradient and every bias, painted where it acts.",
        Forwards = 1, Backwards = 1, ClassDiscriminative = "weakly", Signed = false,
        Group = ImplementationGroup.Other, Confidence = Confidence.NotInSurvey, Resolution = "input",
        Needs = "Nothing beyond the graph.",
        Completeness = "Completeness: the parts, before they are scaled, sum to the score; the map itself promises nothing.",
        FailureModes = "Absolute values and scaling of every layer destroy the promise of the decomposition.",
        Paper = "Srinivas, Fleuret 2019: Full-Gradient Representation for Neural Network Visualization",
        Bibtex = "@inproceedings{srinivas2019full, author = {Srinivas, Suraj and Fleuret, Fran\u00e7ois}, title = {Full-Gradient Representation for Neural Network Visualization}, booktitle = {Advances in Neural Information Processing Systems}, volume = {32}, year = {2019}}",
    };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        if (run.Given.Layers.Index().Any(l => l.Item is WeightedLayer { Bias: not null } && BatchNormalizationFolding.Folds(run.Given.Graph, l.Index)))
            run.Unfold(); // two biases, which count apart
        Rule keep = new GradientRule(keepsOutput: run.Network.Layers.Any(l => l is Activation and not GatedActivation));
        Rule[] rules = [.. run.Network.Layers.Select(_ => keep)];
        Trace trace = run.Forward("input", rules);
        Tensor map = zeros([run.Count, 1, run.Input.shape[2], run.Input.shape[3]], run.Input.dtype, run.Input.device), total = zeros([run.Count], float64, run.Input.device);
        Dictionary<(long, long), Tensor> painted = []; // by size: stretching is linear, so that each size is stretched once
        Tensor gradient = run.Backward(trace, run.Seed, "input", rules, observe: (i, g) => Add(new LayerCall(trace, i, [], false), g, painted, total));
        foreach (Tensor layers in painted.Values)
            map.add_(F.interpolate(layers, map.shape[2..], mode: InterpolationMode.Bilinear, align_corners: Variant == FullGradVariant.Paper));
        Tensor input = gradient * run.Input;
        total.add_(input.flatten(1).sum([1]).to(float64));
        map.add_(Scaled(input.abs_()).sum([1], keepdim: true));
        run.Promise("completeness", run.TargetScores, (IReadOnlyList<double>)total.cpu().data<double>().ToArray());
        return Variant == FullGradVariant.Paper ? map : CamFinishes.Scaled(map);
    }

    /// <summary>What a layer's biases contribute: to the map where it has positions, to the total always.</summary>
    private void Add(LayerCall call, Tensor gradient, Dictionary<(long, long), Tensor> painted, Tensor total)
    {
        using IDisposable scope = NewDisposeScope();
        if (call.Layer is Activation activation)
        {
            if (activation is GatedActivation gate)
            {
                if (!double.IsInfinity(gate.Ceiling))
                    total.add_(BiasSums.AtCeiling(gradient, call.Output, gate.Ceiling));
                return;
            }
            Tensor implicitBias = call.Output - (activation.Derivative(call.Input(), call.Output) * call.Input());
            total.add_((implicitBias * gradient).flatten(1).sum([1]).to(float64));
            return;
        }
        Tensor? bias = call.Layer switch
        {
            WeightedLayer layer => layer.Bias,
            BatchNormalization normalization => normalization.Bias - (normalization.Mean * normalization.Scale()),
            _ => null,
        };
        if (bias is null)
            return;
        if (gradient.dim() == 4 && Fused.Serves(gradient, bias))
        {
            (Tensor layer, Tensor sums) = BiasSums.Of(gradient, bias, Variant == FullGradVariant.PytorchGradCam);
            total.add_(sums);
            Paint(layer, painted);
            return;
        }
        Tensor part = gradient * bias.view([-1, .. Enumerable.Repeat(1L, (int)gradient.dim() - 2)]);
        total.add_(part.flatten(1).sum([1]).to(float64));
        if (part.dim() == 4)
            Paint(Scaled(part.abs_()).sum([1], keepdim: true), painted);
    }

    private static void Paint(Tensor layer, Dictionary<(long, long), Tensor> painted)
    {
        if (painted.TryGetValue((layer.shape[2], layer.shape[3]), out Tensor? there))
            there.add_(layer);
        else
            painted[(layer.shape[2], layer.shape[3])] = layer.MoveToOuterDisposeScope();
    }

    /// <summary>To 0..1: a layer's whole tensor in the paper, each channel apart in pytorch-grad-cam.</summary>
    private Tensor Scaled(Tensor part)
    {
        long[] over = Variant == FullGradVariant.Paper ? [1, 2, 3] : [2, 3];
        Tensor above = part - part.amin(over, keepdim: true);
        return above / (above.amax(over, keepdim: true) + (Variant == FullGradVariant.Paper ? 1e-6 : 1e-7));
    }
}
