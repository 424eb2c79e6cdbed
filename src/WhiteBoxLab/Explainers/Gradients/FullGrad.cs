namespace WhiteBoxLab;

/// <summary>
/// The whole score taken apart: what the input contributes by its gradient, and what every bias of every layer contributes, painted where
/// it acts.
/// </summary>
/// <param name="variant">How the parts are scaled before they are added. Defaults to the paper's.</param>
/// <remarks>
/// Srinivas and Fleuret 2019, eq. 4 and 8, <see href="https://arxiv.org/abs/1905.00780"/>. The parts (with the biases of linear layers and
/// the implicit biases of activations that are not piecewise linear through 0, such as ReLU6 at 6)
/// add up to the score, which the completeness check tells where no layers are multiplied and none is a softmax; scaling them for the map,
/// as the paper does, destroys that. One forward and one
/// backward pass; channels are scaled, summed and stretched once a layer.
/// Input [N, 3, H, W]; map [N, 1, H, W], from 0 up, or from 0 to 1 in pytorch-grad-cam's variant.
/// As in the paper, each layer scaled to 0..1 as its authors' code does.
/// </remarks>
[Follows(Convention.Paper, """{"variant": "paper"}""", "Each layer scaled as a whole; the sum is not scaled again.")]
[Follows(Convention.PytorchGradCam, """{"variant": "pytorch-grad-cam"}""", "Each channel scaled apart, the sum again.")]
public sealed class FullGrad(FullGradVariant variant = FullGradVariant.Paper) : Explainer
{
    /// <summary>How the parts are scaled.</summary>
    public FullGradVariant Variant { get; } = variant;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "full-grad",
            Name = "FullGrad",
            Family = Family.Linearization,
            Summary = "The whole score taken apart: the input's gradient and every bias, painted where it acts.",
            Forwards = 1,
            Backwards = 1,
            ClassDiscriminative = "weakly",
            Signed = false,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Nothing beyond the graph.",
            Completeness =
                "Completeness: without products of layers and softmax, the parts, before they are scaled, sum to the score; "
                + "the map itself promises nothing.",
            FailureModes = "Absolute values and scaling of every layer destroy the promise of the decomposition.",
            Paper = "Srinivas, Fleuret 2019: Full-Gradient Representation for Neural Network Visualization",
            Bibtex =
                "@inproceedings{srinivas2019full, author = {Srinivas, Suraj and Fleuret, Fran\u00e7ois}, title = "
                + "{Full-Gradient Representation for Neural Network Visualization}, booktitle = {Advances in Neural Information "
                + "Processing Systems}, volume = {32}, year = {2019}}",
        };

    /// <summary>Whether gradient times input and the biases are the whole score: nothing on the way is a product or a softmax.</summary>
    private static bool AddsUp(Graph graph, int start) =>
        !graph.LeadingTo(start).Zip(graph.Layers).Any(l => l is (true, Multiply or Softmax));

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        if (
            run
                .Given.Layers.Index()
                .Any(l => l.Item is WeightedLayer { Bias: not null } && BatchNormalizationFolding.Folds(run.Given.Graph, l.Index))
        )
            run.Unfold(); // two biases, which count apart
        FullGradParts parts = new(run, Variant);
        Rule[] rules = parts.Rules();
        Trace trace = run.Forward("input", rules);
        Tensor gradient = run.Backward(trace, run.Seed, "input", rules, observe: (i, g) =>
            parts.Add(new LayerCall(trace, i, [], false), g)
        );
        Tensor map = parts.Map(gradient * run.Input);
        if (AddsUp(run.Network.Graph, run.Start))
            run.Promise("completeness", run.TargetScores, parts.Totals());
        return Variant == FullGradVariant.Paper ? map : CamFinishes.Scaled(map);
    }
}
