using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// How much each value of the input contributed on the straight way from a baseline, step by step: each step's change of the score is
/// shared out by the squares of the gradient, so that directions in which the score does not change get nothing.
/// </summary>
/// <param name="steps">Steps of the way. Defaults to 50; 1 to 1000.</param>
/// <param name="baseline">Where the way begins. Defaults to zeros in the input space, which is the mean colour, not black.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <remarks>
/// Yang, Wang, Bilgic 2023, algorithm 1, <see href="https://arxiv.org/abs/2303.14242"/>: sum over k of g_k^2 / |g_k|^2 (S_(k+1) - S_k).
/// Input and map [N, 3, H, W], signed.
/// Differs from the paper: starts at the mean colour instead of black, unless asked otherwise.
/// </remarks>
[Follows(Convention.Paper, """{"baseline": "black"}""", "From a black photo.")]
public sealed class Idgi([Range(1, 1000)] int steps = 50, Baseline? baseline = null, [Range(1, 256)] int batch = 8) : Explainer
{
    /// <summary>Steps of the way.</summary>
    public int Steps { get; } = steps;

    /// <summary>Where the way begins.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <summary>Points that run at once.</summary>
    public int Batch { get; } = batch;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "idgi",
            Name = "IDGI",
            Family = Family.Linearization,
            Summary = "Each step's change of the score on the way from a baseline, shared out by the squares of the gradient.",
            Forwards = Steps + 1,
            Backwards = Steps,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "A baseline.",
            Completeness =
                "Completeness: the map sums to the difference of the scores of the photo and of the baseline, for any number of steps.",
            FailureModes = "Within a step all pixels have the sign of the step; pixels of the baseline's colour may get something.",
            Paper = "Yang, Wang, Bilgic 2023: IDGI: A Framework to Eliminate Explanation Noise from Integrated Gradients",
            Bibtex =
                "@inproceedings{yang2023idgi, author = {Yang, Ruo and Wang, Binghui and Bilgic, Mustafa}, title = {IDGI: A Framework "
                + "to Eliminate Explanation Noise from Integrated Gradients}, booktitle = {IEEE/CVF Conference on Computer Vision "
                + "and Pattern Recognition}, pages = {23725--23734}, year = {2023}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        StraightWay way = new(run, Baseline);
        Tensor map = zeros_like(run.Input),
            last = tensor(run.TargetScores.ToArray(), [1, run.Count], run.Input.dtype, run.Input.device);
        Tensor? shares = null,
            scores = null; // of the point before
        double[]? first = null;
        int done = 0;
        foreach (double[] some in way.Chunks(Enumerable.Range(0, Steps).Select(k => (double)k / Steps), Batch))
        {
            using DisposeScope scope = NewDisposeScope();
            (_, Tensor gradient, Tensor score) = run.SlopesAt(way.At(some), run.Seeds(some.Length));
            Tensor next = SharesOf(gradient).view([some.Length, run.Count, .. gradient.shape[1..]]),
                values = score.view(some.Length, run.Count);
            first ??= [.. values[0].to(float64).cpu().data<double>()];
            Add(map, shares is null ? next : cat([shares, next]), scores is null ? values : cat([scores, values]));
            shares?.Dispose();
            scores?.Dispose();
            (shares, scores) = (next[^1..].clone().MoveToOuterDisposeScope(), values[^1..].clone().MoveToOuterDisposeScope());
            done += some.Length;
            run.Report(done, Steps, "steps", map);
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        Add(map, shares!, cat([scores!, last])); // there is one step at least
        run.Promise("completeness", [.. run.TargetScores.Zip(first!, (x, b) => x - b)], map);
        return map;
    }

    /// <summary>Shares [M, N, 3, H, W] of the changes between scores [M or M + 1, N].</summary>
    private static void Add(Tensor map, Tensor shares, Tensor scores)
    {
        long changes = scores.shape[0] - 1;
        Tensor change = scores.narrow(0, 1, changes) - scores.narrow(0, 0, changes);
        map.add_((shares.narrow(0, 0, changes) * change.view(changes, scores.shape[1], 1, 1, 1)).sum([0L]));
    }

    private static Tensor SharesOf(Tensor gradient)
    {
        Tensor square = gradient.square(),
            length = square.sum([1, 2, 3], keepdim: true);
        return square / length.masked_fill(length.eq(0), 1); // a flat score has nothing to share out
    }
}
