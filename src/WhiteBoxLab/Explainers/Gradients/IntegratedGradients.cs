using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// How much each value of the input contributed on the straight way from a baseline: the gradient averaged along it, times the distance.
/// The map sums to the difference of the scores.
/// </summary>
/// <param name="steps">Points on the way; with a tolerance, at most. Defaults to 50; 1 to 1000.</param>
/// <param name="baseline">Where the way begins. Defaults to zeros in the input space, which is the mean colour, not black.</param>
/// <param name="quadrature">How points and weights are chosen. Defaults to Gauss-Legendre.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <param name="tolerance">How far the map's sum may be off, as a part of the difference of the scores: points are added where they are
/// needed until it is kept, or until there are as many as <paramref name="steps"/> allows; quadrature is not asked then. Defaults to 0,
/// which
/// takes all steps by the quadrature; 0 to 1.</param>
/// <remarks>
/// Sundararajan, Taly, Yan 2017, eq. 1, <see href="https://arxiv.org/abs/1703.01365"/>.
/// Input and map [N, 3, H, W], signed.
/// Differs from the paper: starts at the mean colour instead of black, unless asked otherwise;
/// Gauss-Legendre points instead of a Riemann sum (as in Captum), which need fewer steps;
/// visited in an order that covers the whole way early, so that the map so far is an estimate of the final one;
/// with a tolerance Simpson's rule on pieces, of which those are halved whose sum is furthest from what the score rises on them.
/// </remarks>
[Follows(Convention.Paper, """{"quadrature": "right", "baseline": "black"}""", "A Riemann sum over right ends, from a black photo.")]
[Follows(
    Convention.Captum,
    """{"steps": 50, "quadrature": "gauss-legendre", "baseline": "zero"}""",
    "50 points of Gauss and Legendre, from zeros."
)]
[Follows(Convention.Zennit, """{"steps": 20, "quadrature": "right", "baseline": "zero"}""", "20 right ends, from zeros.")]
public sealed class IntegratedGradients(
    [Range(1, IntegratedGradients.MostSteps)] int steps = 50,
    Baseline? baseline = null,
    Quadrature quadrature = Quadrature.GaussLegendre,
    [Range(1, 256)] int batch = 8,
    [Range(0.0, 1.0)] double tolerance = 0
) : Explainer
{
    private const int MostSteps = 1000;

    /// <summary>Points on the way.</summary>
    public int Steps { get; } = steps;

    /// <summary>Where the way begins.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <summary>How points and weights are chosen.</summary>
    public Quadrature Quadrature { get; } = quadrature;

    /// <summary>Points that run at once.</summary>
    public int Batch { get; } = batch;

    /// <summary>How far the map's sum may be off, as a part of the difference of the scores; 0 where all steps are taken.</summary>
    public double Tolerance { get; } = tolerance;

    private bool IsAdaptive => Tolerance > 0 && Steps >= AdaptiveWay.Fewest;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "integrated-gradients",
            Name = "Integrated gradients",
            Family = Family.Linearization,
            Summary = "How much each pixel contributed on the straight way from a baseline; the map sums to the difference of the scores.",
            Forwards = Steps + (IsAdaptive ? 1 : 2),
            Backwards = Steps,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.ReferenceDifferences,
            Confidence = Confidence.High,
            Resolution = "input",
            Needs = "A baseline.",
            Completeness =
                "Completeness: the map sums to the difference of the scores of the photo and of the baseline, to within the "
                + "error of the quadrature.",
            FailureModes =
                "Pixels of the baseline's colour get nothing; few steps miss kinks on the way, which the completeness error tells.",
            Paper = "Sundararajan, Taly, Yan 2017: Axiomatic Attribution for Deep Networks",
            Bibtex =
                "@inproceedings{sundararajan2017axiomatic, author = {Sundararajan, Mukund and Taly, Ankur and Yan, Qiqi}, "
                + "title = {Axiomatic Attribution for Deep Networks}, booktitle = {Proceedings of the 34th International "
                + "Conference on Machine Learning}, series = {PMLR}, volume = {70}, pages = {3319--3328}, year = {2017}}",
        };

    /// <summary>Twice the steps.</summary>
    public override JsonObject? Refinement => Steps == MostSteps ? null : new() { ["steps"] = Math.Min(MostSteps, 2 * Steps) };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        return IsAdaptive ? Adaptive(run) : Fixed(run);
    }

    /// <summary>Each photo for itself, as many points as it needs.</summary>
    private Tensor Adaptive(Explanation run)
    {
        StraightWay straight = new(run, Baseline);
        List<Tensor> maps = [];
        List<double> differences = [];
        for (int n = 0; n < run.Count; n++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor start = straight.Start[n..(n + 1)],
                length = run.Input[n..(n + 1)] - start,
                seed = run.Seed[n..(n + 1)];
            AdaptiveWay way = new(places => Look(run, start, length, seed, places), length);
            for (way.Begin(); ; way.Halve(Math.Min(Math.Max(1, Batch / 2), (Steps - way.Steps) / 2)))
            {
                run.Report((n * Steps) + way.Steps, (int)run.Count * Steps, "steps", run.Count == 1 ? way.Map : null);
                run.CancellationToken.ThrowIfCancellationRequested();
                if (way.IsWithin(Tolerance) || Steps - way.Steps < 2)
                    break;
            }
            maps.Add(way.Map.MoveToOuterDisposeScope());
            differences.Add(way.Difference);
        }
        Tensor map = cat(maps, 0);
        run.Promise("completeness", differences, map);
        return map;
    }

    private static (Tensor Gradient, Tensor Scores) Look(Explanation run, Tensor start, Tensor way, Tensor seed, double[] places)
    {
        Tensor points = start + (way * Column(places, run.Input));
        (_, Tensor gradient, Tensor scores) = run.SlopesAt(points, seed.repeat([places.Length, .. seed.shape[1..].Select(_ => 1L)]));
        return (gradient, scores);
    }

    private Tensor Fixed(Explanation run)
    {
        Tensor start = Baseline.For(run.Network, run.Input),
            way = run.Input - start;
        Tensor sum = zeros_like(way);
        double covered = 0;
        (double At, double Weight)[] points = Quadrature.Points(Steps);
        (int Photo, double At, double Weight)[] work =
        [
            .. points.SelectMany(p => Enumerable.Range(0, (int)run.Count).Select(n => (n, p.At, p.Weight))),
        ];
        foreach ((int Photo, double At, double Weight)[] chunk in work.Chunk(Batch))
        {
            using DisposeScope scope = NewDisposeScope();
            Accumulate(run, start, way, sum, chunk);
            covered += chunk.Sum(c => c.Weight) / run.Count;
            int done = (int)Math.Min(Steps, (Array.IndexOf(work, chunk[^1]) + 1) / run.Count);
            run.Report(done, Steps, "steps", covered > 0 ? (sum * way) / covered : sum * way);
        }
        Tensor map = sum.mul_(way);
        run.Promise("completeness", Differences(run, start), map);
        return map;
    }

    private static void Accumulate(Explanation run, Tensor start, Tensor way, Tensor sum, (int Photo, double At, double Weight)[] chunk)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor photos = tensor(chunk.Select(c => (long)c.Photo).ToArray(), device: run.Input.device);
        Tensor at = Column(chunk.Select(c => c.At), run.Input),
            weight = Column(chunk.Select(c => c.Weight), run.Input);
        Tensor points = way.index_select(0, photos).mul_(at).add_(start.index_select(0, photos));
        Tensor gradient = run.GradientAt(points, run.Seed.index_select(0, photos));
        sum.index_add_(0, photos, gradient.mul_(weight), 1);
    }

    private static Tensor Column(IEnumerable<double> values, Tensor like) =>
        tensor(values.ToArray(), like.dtype, like.device).view(-1, 1, 1, 1);

    private static double[] Differences(Explanation run, Tensor start) => [.. run.TargetScores.Zip(run.ScoresAt(start), (x, b) => x - b)];
}
