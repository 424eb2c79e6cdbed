using System.Runtime.InteropServices;

namespace WhiteBoxLab;

/// <summary>Where a layer saw evidence for a class: its channels, each weighted by what the network says of the photo seen through
/// it.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <param name="weighting">Which of the published forms. Defaults to the paper's.</param>
/// <remarks>
/// Wang et al. 2020, eq. 4 to 7, <see href="https://arxiv.org/abs/1910.01279"/>: H_k = A_k stretched over the photo and scaled to 0..1,
/// s_k = p(x H_k), w = softmax over k of s, map = sum over k of w_k A_k. Channels whose masks are equal are run once.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Without a class (a mixture, a neuron) the score takes the probability's place.
/// Differs from the paper: 1e-8 is added to the range that a mask is divided by; no ReLU unless asked; the map stays at the layer's
/// resolution.
/// </remarks>
[Follows(Convention.Paper, """{"weighting": "paper", "relu": true}""", "Softmax of probabilities; negative values to zero.")]
[Follows(
    Convention.PytorchGradCam,
    """{"weighting": "pytorch-grad-cam", "finish": "pytorch-grad-cam"}""",
    "Softmax of scores. Negative values to zero, scaled to 0..1, resized to the input, scaled again."
)]
public sealed class ScoreCam(
    [Layer] string? layer = null,
    bool relu = false,
    CamFinish finish = CamFinish.None,
    ScoreCamWeighting weighting = ScoreCamWeighting.Paper
) : ChannelCam(layer, relu, finish)
{
    /// <summary>Which of the published forms.</summary>
    public ScoreCamWeighting Weighting { get; } = weighting;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "score-cam",
            Name = "Score-CAM",
            Family = Family.Structure,
            AtLayer = true,
            Summary =
                "Where a layer saw evidence for the class: each channel weighs the class's probability for the photo seen through it.",
            Forwards = 1281, // EfficientNet-Lite0's last layer
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes =
                "A pass for each channel; the softmax makes all weights alike where probabilities are small; the network has never "
                + "seen photos through such masks.",
            Paper = "Wang, Wang, Du, Yang, Zhang, Ding, Mardziel, Hu 2020: Score-CAM",
            Bibtex =
                "@inproceedings{wang2020score, author = {Wang, Haofan and Wang, Zifan and Du, Mengnan and Yang, Fan and Zhang, Zijian "
                + "and Ding, Sirui and Mardziel, Piotr and Hu, Xia}, title = {Score-CAM: Score-Weighted Visual Explanations for "
                + "Convolutional Neural Networks}, booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition "
                + "Workshops}, pages = {111--119}, year = {2020}, doi = {10.1109/CVPRW50498.2020.00020}}",
        };

    /// <inheritdoc/>
    public override (double Forwards, double Backwards) CostOn(Network network) => (1 + ChannelsOf(network).Count, 0);

    private protected override Tensor Weights(Channels channels)
    {
        Explanation run = channels.Run;
        Tensor a = channels.Activations;
        double?[] said = new double?[a.shape[0] * a.shape[1]];
        long Place((long Photo, long Channel) c) => (c.Photo * a.shape[1]) + c.Channel;
        (long Photo, long Channel)[][] groups = [.. Groups(channels.All, a)];
        int done = 0;
        foreach ((long Photo, long Channel)[][] some in groups.Chunk(run.Samples()))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor photos = tensor(some.Select(g => g[0].Photo).ToArray(), device: a.device),
                first = tensor(some.Select(g => Place(g[0])).ToArray(), device: a.device),
                pictures = run.Input.index_select(0, photos).mul_(Masks(a.flatten(0, 1).index_select(0, first), run.Input)),
                scores = run.ScoresOf(pictures, photos, Weighting != ScoreCamWeighting.PytorchGradCam).cpu();
            foreach (((long, long)[] group, double score) in some.Zip(scores.data<double>().ToArray()))
            foreach ((long, long) channel in group)
                said[Place(channel)] = score;
            Refine(channels, done += some.Length, groups.Length, () => Weighed(said, a));
        }
        return Weighed(said, a);
    }

    /// <summary>From what the network said of each channel; null where it has not been asked.</summary>
    private Tensor Weighed(double?[] said, Tensor a)
    {
        double nothing = Weighting == ScoreCamWeighting.AuthorsCode ? 0 : -1e300; // the softmax's zero
        Tensor scores = tensor(said.Select(s => s ?? nothing).ToArray(), device: a.device).view(a.shape[0], a.shape[1]);
        return Weighting == ScoreCamWeighting.AuthorsCode ? scores : scores.softmax(1);
    }

    /// <summary>Channels [M, H', W'] scaled to 0..1 over the photo, [M, 1, H, W].</summary>
    private Tensor Masks(Tensor channels, Tensor input)
    {
        Tensor over = Upsampling.Bilinear(channels.unsqueeze(1), input.shape[2..], Weighting == ScoreCamWeighting.PytorchGradCam),
            least = over.amin([2, 3], keepdim: true);
        return (over - least).div_(over.amax([2, 3], keepdim: true) - least + 1e-8);
    }

    /// <summary>Channels of one photo that make the same mask: equal ones, and all that are constant.</summary>
    private IEnumerable<(long Photo, long Channel)[]> Groups((long Photo, long Channel)[] all, Tensor a)
    {
        using Tensor maps = a.flatten(2).to(float64).cpu().contiguous();
        int positions = (int)maps.shape[2],
            count = (int)maps.shape[1];
        double[] values = maps.data<double>().ToArray();
        ReadOnlySpan<double> Map((long Photo, long Channel) c) =>
            values.AsSpan((int)((c.Photo * count) + c.Channel) * positions, positions);
        bool IsConstant((long, long) c) => !Map(c).ContainsAnyExcept(Map(c)[0]);
        return all.Where(c => Weighting != ScoreCamWeighting.AuthorsCode || !IsConstant(c))
            .GroupBy(c => (c.Photo, IsConstant(c) ? "" : Convert.ToBase64String(MemoryMarshal.AsBytes(Map(c)))))
            .Select(g => g.ToArray());
    }
}
