using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>How much the score falls when a window of the photo is covered; the mean over the windows that cover a pixel.</summary>
/// <param name="window">The window's side in pixels. Defaults to 32; 1 to 1024.</param>
/// <param name="stride">Pixels between windows. Defaults to 16; 1 to 1024.</param>
/// <param name="baseline">What is seen in the window. Defaults to zeros in the input space, which is the mean colour, not black.</param>
/// <remarks>
/// Zeiler and Fergus 2014, section 4.2, <see href="https://arxiv.org/abs/1311.2901"/>, as Captum computes it: window k starts at k times
/// the stride, there are ceil((size - window) / stride) + 1 of them a side, and a last one that sticks out is cut off.
/// Input [N, 3, H, W]; map [N, 1, H, W], signed, in units of the score; 0 where no window comes.
/// Differs from the paper: a difference of scores averaged over the windows, instead of the probability under each one; zeros are the mean
/// colour.
/// </remarks>
[Follows(Convention.Captum, """{"baseline": "zero"}""", "Zeros in the window; there window and stride have no defaults.")]
public sealed class Occlusion([Range(1, 1024)] int window = 32, [Range(1, 1024)] int stride = 16, Baseline? baseline = null) : Explainer
{
    /// <summary>The window's side in pixels.</summary>
    public int Window { get; } = window;

    /// <summary>Pixels between windows.</summary>
    public int Stride { get; } = stride;

    /// <summary>What is seen in the window.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "occlusion",
            Name = "Occlusion",
            Family = Family.BlackBox,
            Summary = "How much the score falls when a window of the photo is covered.",
            Forwards = 1 + Math.Pow(Starts(224).Length, 2),
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Nothing beyond the graph.",
            Completeness = "No promise.",
            FailureModes =
                "A pass for every window; what is seen twice is missed by none; window and colour decide much of the map, and the "
                + "edge of the window is itself something to see.",
            Paper = "Zeiler, Fergus 2014: Visualizing and Understanding Convolutional Networks",
            Bibtex = Bibliography.ZeilerFergus2014,
        };

    /// <inheritdoc/>
    public override (double Forwards, double Backwards) CostOn(Network network) =>
        (1 + (Starts(network.InputShape[1]).Length * Starts(network.InputShape[2]).Length), 0);

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        ChangedRegion? region = RegionOf(run.Network);
        Tensor? whole = region is null ? null : run.ForwardTo([region.Layer]).OutputAt(region.Layer);
        if (region is null)
            run.ResolveTarget();
        Tensor covered = Baseline.For(run.Network, run.Input),
            sums = zeros([run.Count, 1, .. run.Input.shape[2..]], float64, run.Input.device),
            covers = zeros(run.Input.shape[2..], float64, run.Input.device);
        (long Row, long Column)[] windows =
        [
            .. from row in Starts(run.Input.shape[2]) from column in Starts(run.Input.shape[3]) select (row, column),
        ];
        Tensor Map() => (sums / covers.clamp_min(1)).to(run.Input.dtype);
        int done = 0;
        foreach ((long Row, long Column)[] some in Spread(windows).Chunk(run.AtOnce()))
        {
            using DisposeScope scope = NewDisposeScope();
            double[,] drops = Drops(run, covered, some, region, whole);
            foreach ((int i, (long Row, long Column) at) in some.Index())
            {
                Part(covers, at).add_(1);
                for (int n = 0; n < run.Count; n++)
                    Part(sums[n][0], at).add_(drops[n, i]);
            }
            run.Refine(done += some.Length, windows.Length, "windows", Map);
        }
        return Map();
    }

    /// <summary>What covering each of some windows takes from each photo's score.</summary>
    private double[,] Drops(Explanation run, Tensor covered, (long Row, long Column)[] some, ChangedRegion? region, Tensor? whole)
    {
        (long Row, long Column)[] windows = [.. Enumerable.Repeat(some, (int)run.Count).SelectMany(w => w)];
        Tensor photos = arange(run.Count, int64, run.Input.device).repeat_interleave(some.Length),
            pictures = run.Input.index_select(0, photos);
        for (int i = 0; i < windows.Length; i++)
            Part(pictures[i], windows[i]).copy_(Part(covered[i / some.Length], windows[i]));
        Tensor scores =
            region is null || whole is null
                ? run.ScoresOf(pictures, photos)
                : region.Scores(run, whole, region.Parts(pictures, windows), windows, photos);
        double[] said = [.. scores.cpu().data<double>()];
        double[,] drops = new double[run.Count, some.Length];
        for (int i = 0; i < said.Length; i++)
            drops[i / some.Length, i % some.Length] = run.TargetScores[i / some.Length] - said[i];
        return drops;
    }

    private ChangedRegion? RegionOf(Network network) =>
        ChangedRegion.Best(network, Window, Starts(network.InputShape[1]), Starts(network.InputShape[2]));

    /// <summary>What a window covers, over all channels.</summary>
    private Tensor Part(Tensor picture, (long Row, long Column) at) =>
        picture
            .narrow(-2, at.Row, Math.Min(Window, picture.shape[^2] - at.Row))
            .narrow(-1, at.Column, Math.Min(Window, picture.shape[^1] - at.Column));

    private long[] Starts(long size) =>
        [
            .. Enumerable
                .Range(0, size <= Window ? 1 : (int)((size - Window + Stride - 1) / Math.Max(1, Stride)) + 1)
                .Select(k => (long)k * Stride)
                .Where(start => start < size),
        ];

    /// <summary>In an order that comes everywhere early, so that the map so far is of the whole photo.</summary>
    private static IEnumerable<(long Row, long Column)> Spread((long Row, long Column)[] windows) =>
        windows.Index().OrderBy(w => w.Index * 0.6180339887498949 % 1).Select(w => w.Item);
}
