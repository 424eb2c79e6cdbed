using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>A class activation map (Grad-CAM's, unless another form is asked for) of what sets the class apart from the classes most like
/// it.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="alpha">How strongly the rivals count. Defaults to 1; 0 to 10.</param>
/// <param name="rivals">How many rivals: the classes whose scores are closest to the target's. Defaults to 3; 1 to 100.</param>
/// <param name="form">Which class activation map is made of the difference. Defaults to Grad-CAM's.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="augSmooth">Give the mean of six maps, each finished as asked: of the photo and of its left-right mirror, each times 0.9, 1
/// and 1.1 (pytorch-grad-cam's aug_smooth). Steadier, for six times the passes. Defaults to no.</param>
/// <remarks>
/// Zhang et al. 2025, <see href="https://arxiv.org/abs/2501.11309"/>. The score is the sum over rivals c of p_c (z_t - alpha z_c) / (sum of
/// p_c + 1e-9) with p = softmax(z) (or sigmoid(z), label by label), differentiated through p too, as in pytorch-grad-cam.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: the score is pytorch-grad-cam's form of the paper's, and there is no ReLU unless asked.
/// </remarks>
[Follows(
    Convention.PytorchGradCam,
    """{"alpha": 1, "rivals": 3, "finish": "pytorch-grad-cam"}""",
    "Three rivals. Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class FinerCam(
    [Layer] string? layer = null,
    [Range(0.0, 10.0)] double alpha = 1,
    [Range(1, 100)] int rivals = 3,
    CamForm form = CamForm.GradCam,
    bool relu = false,
    CamFinish finish = CamFinish.None,
    bool augSmooth = false
) : CamExplainer(layer, relu, finish, augSmooth)
{
    /// <summary>How strongly the rivals count.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>How many rivals.</summary>
    public int Rivals { get; } = rivals;

    /// <summary>Which class activation map is made of the difference.</summary>
    public CamForm Form { get; } = form;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "finer-cam",
            Name = "Finer-CAM",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "Grad-CAM of what sets the class apart from the classes most like it.",
            Forwards = Pictures,
            Backwards = WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions; at least two classes.",
            Completeness = "No promise.",
            FailureModes = "Hides what the class shares with its rivals, which may be most of the object.",
            Paper = "Zhang et al. 2025: Finer-CAM",
            Bibtex =
                "@inproceedings{zhang2025finer, author = {Zhang, Ziheng and Gu, Jianyang and Chowdhury, Arpita and Mai, Zheda "
                + "and Carlyn, David and Berger-Wolf, Tanya and Su, Yu and Chao, Wei-Lun}, title = {Finer-CAM: Spotting the "
                + "Difference Reveals Finer Details for Visual Explanation}, booktitle = {IEEE/CVF Conference on Computer Vision "
                + "and Pattern Recognition}, pages = {9611--9620}, year = {2025}, doi = {10.1109/CVPR52734.2025.00898}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) => WhiteBoxLab.Rivals.Obstacle(Card.Name, network);

    private protected override Tensor Map(Tensor a, Tensor g) => Form.Of(a, g);

    private protected override Tensor Seed(Explanation run, Tensor scores)
    {
        WhiteBoxLab.Rivals.RequireClass(Card.Name, run);
        Tensor target = (scores * run.Seed).sum([1], keepdim: true); // z_t, [N, 1]
        Tensor distance = (scores - target).abs().masked_fill(run.Seed.eq(1), -1); // the class itself comes first, whoever ties with it
        Tensor closest = distance.sort(1, descending: false, stable: true).Indices.narrow(1, 1, Math.Min(Rivals, scores.shape[1] - 1));
        Tensor mask = zeros_like(scores).scatter_(1, closest, ones_like(closest).to(scores.dtype)); // ones at the rivals
        Graph graph = run.Network.Graph;
        Tensor p = graph.Probabilities(scores),
            q = p * mask,
            sum = q.sum([1], keepdim: true) + 1e-9;
        Tensor u = target - (Alpha * scores),
            value = (q * u).sum([1], keepdim: true) / sum;
        Tensor through = graph.ToScores(p, mask * (u - value)) / sum; // d/dz of sum_c p_c u_c / sum_c p_c by way of p
        return through + ((run.Seed * q.sum([1], keepdim: true)) - (Alpha * q)).div_(sum);
    }
}
