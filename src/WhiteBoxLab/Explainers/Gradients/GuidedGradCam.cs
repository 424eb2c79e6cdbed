namespace WhiteBoxLab;

/// <summary>Guided backpropagation where Grad-CAM saw evidence: fine edges, but only of the class's region.</summary>
/// <param name="layer">The layer of Grad-CAM, by name. Defaults to the last one with positions.</param>
/// <param name="bilinear">Stretch Grad-CAM bilinearly, as the paper does, rather than by nearest position, as Captum does. Defaults to
/// yes.</param>
/// <remarks>
/// Selvaraju et al. 2017, section 3.2, <see href="https://arxiv.org/abs/1610.02391"/>:
/// guided backpropagation times stretched ReLU(Grad-CAM). One forward pass, one walk back and one partial one.
/// Input and map [N, 3, H, W], signed; zero where ReLU(Grad-CAM) is.
/// Differs from the paper: ReLU6 counts as a gate too, as in <see cref="GuidedBackprop"/>.
/// </remarks>
[Follows(Convention.Paper, """{"bilinear": true}""", "Grad-CAM stretched bilinearly.")]
[Follows(Convention.Captum, """{"bilinear": false}""", "Grad-CAM stretched by nearest position.")]
public sealed class GuidedGradCam([Layer] string? layer = null, bool bilinear = true) : Explainer
{
    /// <summary>The layer of Grad-CAM, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>How Grad-CAM is stretched.</summary>
    public bool Bilinear { get; } = bilinear;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "guided-grad-cam",
            Name = "Guided Grad-CAM",
            Family = Family.Linearization,
            Summary = "Guided backpropagation where Grad-CAM saw evidence for the class.",
            Forwards = 1,
            Backwards = Layer is null ? 1 : 2,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.ActivationMaps,
            Confidence = Confidence.Medium,
            Resolution = "input",
            Needs = "A layer with positions; gates (ReLU or ReLU6) and no other activations.",
            Completeness = "No promise.",
            FailureModes = "The detail comes from guided backpropagation, which is the same for every class.",
            Paper = "Selvaraju et al. 2017: Grad-CAM",
            Bibtex = Bibliography.Selvaraju2017,
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) => new GuidedBackprop().Obstacle(network);

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = run.Keeping(Layer);
        Rule gradient = new GradientRule(),
            gates = new GuidedRule();
        Rule[] plain = RuleTable.Gradient().For(run.Network),
            guided = new RuleTable((n, i) => n.Layers[i] is GatedActivation ? gates : gradient).For(run.Network);
        Trace trace = run.Forward("input", guided, layer);
        Tensor a = trace.Output(layer);
        Tensor map = (run.Backward(trace, run.Seed, layer, plain).mean([2, 3], keepdim: true) * a).sum([1], keepdim: true).relu_();
        long[] size = run.Input.shape[2..];
        Tensor stretched = Bilinear
            ? Upsampling.Bilinear(map, size, alignCorners: false)
            : F.interpolate(map, size, mode: InterpolationMode.Nearest);
        return run.Backward(trace, run.Seed, "input", guided).mul_(stretched);
    }
}
