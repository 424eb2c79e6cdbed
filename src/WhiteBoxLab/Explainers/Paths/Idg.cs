using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// How much each value of the input contributed where the decision was made: on the straight way from a baseline, each gradient counts as
/// much as the score changes there, and points lie where it changes.
/// </summary>
/// <param name="steps">Parts of the way whose change is looked at first, and points that are then laid into them. Defaults to 50; 1 to
/// 1000.</param>
/// <param name="baseline">Where the way begins. Defaults to zeros in the input space, which is the mean colour, not black.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <remarks>
/// Walker, Jha, Chen, Ewetz 2024, eq. 5 and section 4.2, <see href="https://arxiv.org/abs/2305.20052"/>:
/// (x - b) times the integral over a of dS/dx dS/da. The score is looked at, forward only, at even distances; points go to the parts of the
/// way in proportion to how much the score changes there.
/// Input and map [N, 3, H, W], signed, in units of the score squared.
/// Differs from the paper: a fall of the score gets as many points as a rise, and the way starts at the mean colour instead of black,
/// unless asked otherwise.
/// </remarks>
[Follows(Convention.Paper, """{"baseline": "black"}""", "From a black photo.")]
public sealed class Idg([Range(1, 1000)] int steps = 50, Baseline? baseline = null, [Range(1, 256)] int batch = 8) : Explainer
{
    /// <summary>Parts of the way, and points in them.</summary>
    public int Steps { get; } = steps;

    /// <summary>Where the way begins.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <summary>Points that run at once.</summary>
    public int Batch { get; } = batch;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "idg",
            Name = "Integrated decision gradients",
            Family = Family.Linearization,
            Summary = "Gradients on the way from a baseline, each counted by how much the score changes there.",
            Forwards = 1 + (2 * Steps),
            Backwards = Steps,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "A baseline.",
            Completeness = "No promise.",
            FailureModes =
                "Where the score falls on the way the sign turns round; a jump between two points of the first look draws all of them.",
            Paper = "Walker, Jha, Chen, Ewetz 2024: Integrated Decision Gradients",
            Bibtex =
                "@inproceedings{walker2024integrated, author = {Walker, Chase and Jha, Sumit and Chen, Kenny and Ewetz, Rickard}, title = "
                + "{Integrated Decision Gradients: Compute Your Attributions Where the Model Makes Its Decision}, booktitle = {AAAI "
                + "Conference on Artificial Intelligence}, volume = {38}, year = {2024}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        StraightWay way = new(run, Baseline);
        (double At, double Weight)[][] points = [.. Changes(run, way).Select(Points)]; // of each photo
        Tensor span = run.Input - way.Start,
            sum = zeros_like(span);
        int done = 0;
        foreach (int[] some in Enumerable.Range(0, Steps).Chunk(run.Together(Batch)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor at = OfPhotos(points, some, p => p.At, span),
                weights = OfPhotos(points, some, p => p.Weight, span);
            Tensor gradient = run.GradientAt((way.Start + (span * at)).flatten(0, 1), run.Seeds(some.Length));
            sum.add_((gradient.view([some.Length, .. sum.shape]) * weights).sum([0L]));
            done += some.Length;
            run.Report(Steps + done, 2 * Steps, "points", sum * span);
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        return sum.mul_(span);
    }

    /// <summary>How much the score of each photo changes in each part of the way.</summary>
    private double[][] Changes(Explanation run, StraightWay way)
    {
        int photos = (int)run.Count;
        List<double> scores = []; // the photos in their order, again and again
        foreach (double[] some in way.Chunks(Enumerable.Range(0, Steps).Select(k => (double)k / Steps), Batch))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor which = arange(photos, int64, run.Input.device).repeat(some.Length);
            scores.AddRange(run.ScoresOf(way.At(some), which).cpu().data<double>());
            run.Report(scores.Count / photos, 2 * Steps, "points");
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        scores.AddRange(run.TargetScores);
        return
        [
            .. Enumerable
                .Range(0, photos)
                .Select(n => Enumerable.Range(0, Steps).Select(k => scores[((k + 1) * photos) + n] - scores[(k * photos) + n]).ToArray()),
        ];
    }

    /// <summary>Points in proportion to the changes, evenly within each part, each with its share of the part's change.</summary>
    private (double At, double Weight)[] Points(double[] changes)
    {
        int[] counts = Shared([.. changes.Select(Math.Abs)]);
        return
        [
            .. from part in Enumerable.Range(0, Steps)
            from i in Enumerable.Range(0, counts[part])
            select ((part + ((i + 0.5) / counts[part])) / Steps, changes[part] / counts[part]),
        ];
    }

    /// <summary>As many points as there are parts, by the largest remainders; one each where nothing changes.</summary>
    private int[] Shared(double[] sizes)
    {
        double whole = sizes.Sum();
        if (whole == 0)
            return [.. sizes.Select(_ => 1)];
        double[] wanted = [.. sizes.Select(s => s / whole * Steps)];
        int[] counts = [.. wanted.Select(w => (int)w)];
        foreach (int part in Enumerable.Range(0, Steps).OrderByDescending(i => wanted[i] - counts[i]).Take(Steps - counts.Sum()))
            counts[part]++;
        return counts;
    }

    /// <summary>Something of some points of each photo, [M, N, 1, 1, 1].</summary>
    private static Tensor OfPhotos(
        (double At, double Weight)[][] points,
        int[] some,
        Func<(double At, double Weight), double> of,
        Tensor like
    ) =>
        tensor(
            some.SelectMany(k => points.Select(p => of(p[k]))).ToArray(),
            [some.Length, points.Length, 1, 1, 1],
            like.dtype,
            like.device
        );
}
