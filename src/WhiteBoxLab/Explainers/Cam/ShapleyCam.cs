using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Grad-CAM with weights that approximate what each channel contributes in a game of all channels (its Shapley value), to second order: the
/// gradient, less half of what the score bends along the activations.
/// </summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="order">How far the score is expanded: 1 takes the gradient alone (Grad-CAM of the chosen score), 2 the curvature too.
/// Defaults to 2; 1 to 2.</param>
/// <param name="score">What is expanded. Defaults to the paper's: the target's score plus the logarithm of its probability.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <remarks>
/// Cai 2025, <see href="https://arxiv.org/abs/2501.06261"/>: w_k = mean over positions of (g - H A / 2), map = sum over k of w_k A_k, with
/// g and H the gradient and Hessian of the score in the layer's activations A.
/// H A is exact: one sweep of tangents up from the layer and one walk back with the gradient and its tangent, no autograd. Where everything
/// behind the layer is linear piece by piece, all curvature comes from the softmax in the score, and with the plain score order 2 equals
/// order 1.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: no ReLU unless asked, and the map stays at the layer's resolution, [N, 1, H', W']. A neuron inside the network
/// has no softmax: it is explained by its own value.
/// </remarks>
[Follows(Convention.Paper, """{"relu": true}""", "Negative values to zero.")]
[Follows(
    Convention.PytorchGradCam,
    """{"finish": "pytorch-grad-cam"}""",
    "Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class ShapleyCam(
    [Layer] string? layer = null,
    [Range(1, 2)] int order = 2,
    ShapleyScore score = ShapleyScore.ResidualSoftmax,
    bool relu = false,
    CamFinish finish = CamFinish.None,
    bool augSmooth = false
) : CamExplainer(layer, relu, finish, augSmooth)
{
    /// <summary>How far the score is expanded, 1 or 2.</summary>
    public int Order { get; } = order;

    /// <summary>What is expanded.</summary>
    public ShapleyScore Score { get; } = score;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "shapley-cam",
            Name = "ShapleyCAM",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "Where a layer saw evidence for the class, its channels weighted by an approximation of their Shapley values.",
            Forwards = Sweeps * Pictures,
            Backwards = ((2 * Sweeps) - 1) * WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes =
                "An expansion around the photo for a game played far from it; the softmax's curvature vanishes where the "
                + "network is sure, and Grad-CAM is left.",
            Paper = "Cai 2025: CAMs as Shapley Value-based Explainers",
            Bibtex =
                "@article{cai2025cams, author = {Cai, Huaiguang}, title = {CAMs as Shapley Value-based Explainers}, journal = "
                + "{arXiv preprint arXiv:2501.06261}, year = {2025}}",
        };

    /// <summary>Runs of each picture: the curvature at a layer of one's own needs a second one up, and two more walks back.</summary>
    private int Sweeps => Order == 2 && Layer is not null ? 2 : 1;

    private protected override Tensor Map(Tensor a, Tensor g) => Weighted(g.mean([2, 3], keepdim: true), a);

    /// <summary>
    /// The score's gradient in the outputs z: w for the plain score w z, w - p sum(w) for log p (w (1 - p) where labels are independent),
    /// their sum for both.
    /// </summary>
    private protected override Tensor Seed(Explanation run, Tensor scores)
    {
        if (!HasProbability(run))
            return run.Seed;
        Tensor p = run.Network.Graph.Probabilities(scores);
        Tensor logarithm = run.Seed - (p * (IsExclusive(run) ? run.Seed.sum([1], keepdim: true) : run.Seed));
        return Score == ShapleyScore.LogProbability ? logarithm : logarithm.add_(run.Seed);
    }

    private protected override (Tensor A, Tensor G)[] Look(Explanation run, string[] layers)
    {
        (Trace trace, Tensor[] gradients) = run.TraceAndGradients(layers, Seed);
        (Tensor a, Tensor g) = (trace.Output(layers[0]), gradients[0]);
        return
        [
            (
                a,
                Order == 1
                    ? g
                    : g
                        - (
                            0.5
                            * run.HessianTimes(trace, layers[0], a, Seed(run, trace.Scores), moved => SeedTangent(run, trace.Scores, moved))
                        )
            ),
        ];
    }

    /// <summary>How the seed moves with the scores: -sum(w) dp, or -w dp, and not at all for the plain score.</summary>
    private Tensor SeedTangent(Explanation run, Tensor scores, Tensor moved)
    {
        if (!HasProbability(run))
            return zeros_like(moved);
        Tensor change = run.Network.Graph.ToScores(run.Network.Graph.Probabilities(scores), moved); // the Jacobian of p is symmetric
        return change.neg().mul_(IsExclusive(run) ? run.Seed.sum([1], keepdim: true) : run.Seed);
    }

    private static bool IsExclusive(Explanation run) => run.Network.Outputs.IsExclusive();

    private bool HasProbability(Explanation run) =>
        Score != ShapleyScore.Logit
        && run.Start == run.Network.Graph.Output
        && run.Network.Outputs != NetworkOutputs.Regression
        && !run.Network.Graph.GivesProbabilities;
}

/// <summary>The function of the outputs that <see cref="ShapleyCam"/> expands.</summary>
public enum ShapleyScore
{
    /// <summary>The target's score plus the logarithm of its probability, as the paper and pytorch-grad-cam have it.</summary>
    ResidualSoftmax,

    /// <summary>The target's score alone.</summary>
    Logit,

    /// <summary>The logarithm of the target's probability.</summary>
    LogProbability,
}
