namespace WhiteBoxLab;

/// <summary>Where a layer saw evidence for a class: its channels, each weighted by how much the score falls without it.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="scale">What the drop of the score is divided by. Defaults to the score's magnitude.</param>
/// <remarks>
/// Desai and Ramaswamy 2020, eq. 2 and 3, <see href="https://doi.org/10.1109/WACV45572.2020.9093360"/>:
/// w_k = (S - S_k) / S with S_k the score when channel k of the layer is zero, map = sum over k of w_k A_k.
/// Only what lies behind the layer is run again, many channels at once.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: divides by the score's magnitude, so that a score below zero does not turn the map round; no ReLU unless asked;
/// the map stays at the layer's resolution.
/// </remarks>
[Follows(Convention.Paper, """{"scale": "score", "relu": true}""", "Divided by the score; negative values to zero.")]
[Follows(
    Convention.PytorchGradCam,
    """{"scale": "score", "finish": "pytorch-grad-cam"}""",
    "Divided by the score. Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class AblationCam(
    [Layer] string? layer = null,
    bool relu = false,
    CamFinish finish = CamFinish.None,
    AblationScale scale = AblationScale.Magnitude
) : ChannelCam(layer, relu, finish)
{
    /// <summary>What the drop of the score is divided by.</summary>
    public AblationScale Scale { get; } = scale;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "ablation-cam",
            Name = "Ablation-CAM",
            Family = Family.Structure,
            AtLayer = true,
            Summary = "Where a layer saw evidence for the class, its channels weighted by how much the score falls without each.",
            Forwards = 5.3, // EfficientNet-Lite0's last layer: 1280 times what lies behind it
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes =
                "Channels that stand in for each other get nothing, as each can be lost alone; an early layer costs a pass for "
                + "each channel; near a score of zero the division blows the map up.",
            Paper = "Desai, Ramaswamy 2020: Ablation-CAM",
            Bibtex =
                "@inproceedings{desai2020ablation, author = {Desai, Saurabh and Ramaswamy, Harish G.}, title = {Ablation-CAM: "
                + "Visual Explanations for Deep Convolutional Network via Gradient-free Localization}, booktitle = {IEEE Winter "
                + "Conference on Applications of Computer Vision}, pages = {972--980}, year = {2020}, doi = "
                + "{10.1109/WACV45572.2020.9093360}}",
        };

    /// <inheritdoc/>
    public override (double Forwards, double Backwards) CostOn(Network network)
    {
        (long channels, double behind) = ChannelsOf(network);
        return (1 + (channels * behind), 0);
    }

    private protected override Tensor Weights(Channels channels)
    {
        Explanation run = channels.Run;
        Tensor a = channels.Activations,
            scores = tensor(run.TargetScores.ToArray(), device: a.device),
            by = Scale switch
            {
                AblationScale.Score => scores,
                AblationScale.Magnitude => scores.abs(),
                _ => ones_like(scores),
            },
            weights = zeros([a.shape[0], a.shape[1]], float64, a.device);
        (long Photo, long Channel)[] all = channels.All;
        int done = 0;
        foreach ((long Photo, long Channel)[] some in all.Chunk(run.Samples(channels.Layer)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor photos = tensor(some.Select(s => s.Photo).ToArray(), device: a.device),
                without = a.index_select(0, photos);
            foreach ((int i, (_, long channel)) in some.Index())
                without[i][channel].zero_();
            Tensor drop = scores.index_select(0, photos) - run.ScoresBehind(channels.Layer, without, photos, channels.Beside);
            Tensor at = tensor(some.Select(s => (s.Photo * a.shape[1]) + s.Channel).ToArray(), device: a.device);
            weights.view(-1).index_add_(0, at, drop / by.index_select(0, photos), 1);
            Refine(channels, done += some.Length, all.Length, () => weights);
        }
        return weights;
    }
}
