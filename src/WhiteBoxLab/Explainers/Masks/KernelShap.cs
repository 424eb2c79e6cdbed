using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>The Shapley value of each segment of the photo, as the best additive fit to the scores of coalitions.</summary>
/// <param name="segments">How the photo is cut: <c>grid:SIDE</c>, <c>superpixels:COUNT</c>, or a tensor. Defaults to 50
/// superpixels.</param>
/// <param name="baseline">What is seen where a segment is hidden. Defaults to zeros in the input space, which is
/// the mean colour.</param>
/// <param name="samples">Coalitions at most; where these are all there are, the values are exact. Defaults to
/// 1000; 2 to 100000.</param>
/// <param name="seed">What the coalitions are drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="error">Stop as soon as the segments' standard error (root mean square) is at most this part of the values' range.
/// Defaults to 0: all samples; 0 to 1.</param>
/// <remarks>
/// Lundberg and Lee 2017, theorem 2, <see href="https://arxiv.org/abs/1705.07874"/>: least squares with the weight
/// (M - 1) / (C(M, s) s (M - s)) for a coalition of s of M segments, under the condition that the values sum to v(all) - v(none).
/// The smallest and largest coalitions weigh most: they are all run first, the others are drawn with their complements.
/// Input [N, 3, H, W]; map [N, 1, H, W], signed, in units of the score: each segment's value on each of its pixels. All photos of a batch
/// are shown in the same coalitions.
/// As in the paper, with segments for features.
/// </remarks>
public sealed class KernelShap(
    Segments? segments = null,
    Baseline? baseline = null,
    [Range(2, 100000)] int samples = 1000,
    [Range(0, 1000000)] int seed = 0,
    [Range(0.0, 1.0)] double error = 0
) : SegmentExplainer(segments, baseline ?? Baseline.Zero)
{
    /// <summary>Coalitions at most.</summary>
    public int Samples { get; } = samples;

    /// <summary>What the coalitions are drawn from.</summary>
    public int Seed { get; } = seed;

    /// <summary>The part of the values' range at which their standard error is small enough; 0 for all samples.</summary>
    public double Error { get; } = error;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "kernel-shap",
            Name = "KernelSHAP",
            Family = Family.BlackBox,
            Summary = "The Shapley value of each segment, as the best additive fit to the scores of coalitions.",
            Forwards = 2 + (Players < 30 ? Math.Min(Samples, Math.Pow(2, Players) - 2) : Samples),
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Nothing beyond the graph.",
            Completeness = "Completeness: the segments' values sum to the score of the photo minus that of the baseline.",
            FailureModes =
                "Fewer coalitions than segments leave the fit open; most coalitions are photos that the network has never seen the like "
                + "of.",
            Paper = "Lundberg, Lee 2017: A Unified Approach to Interpreting Model Predictions",
            Bibtex =
                "@inproceedings{lundberg2017unified, author = {Lundberg, Scott M. and Lee, Su-In}, title = {A Unified Approach to "
                + "Interpreting Model Predictions}, booktitle = {Advances in Neural Information Processing Systems}, volume = {30}, pages "
                + "= {4765--4774}, year = {2017}}",
        };

    private protected override Tensor Values(Explanation run, Coalitions coalitions)
    {
        Tensor none = coalitions.Values(zeros([1, Players], @bool)),
            all = tensor(run.TargetScores.ToArray(), device: run.Input.device).unsqueeze(1);
        (Tensor shown, Tensor weights, int drawn) = KernelDraws.Of(Players, Samples, Seed);
        AdditiveFit fit = new(Players, run.Count);
        Tensor Fitted() => fit.Constrained((all - none).cpu()).to(run.Input.device);
        int count = (int)shown.shape[0];
        for (int done = 0; done < count; run.Refine(done, count, "samples", () => coalitions.Map(Fitted())))
        {
            using DisposeScope scope = NewDisposeScope();
            int some = Math.Min(coalitions.AtOnce, count - done);
            Tensor few = shown.narrow(0, done, some);
            fit.Add(few, (coalitions.Values(few) - none).cpu(), weights.narrow(0, done, some));
            done += some;
            if (Error > 0 && done > drawn + (2 * Players) && ErrorOf(fit, Fitted().cpu(), drawn) <= Error)
                break;
        }
        Tensor values = Fitted();
        run.StandardErrors = coalitions.Map(fit.ConstrainedErrors(values.cpu(), drawn));
        run.Promise("completeness", [.. (all - none).cpu().data<double>()], [.. values.sum([1]).cpu().data<double>()]);
        return values;
    }

    private static double ErrorOf(AdditiveFit fit, Tensor values, int drawn) =>
        RelativeError.Of(values, fit.ConstrainedErrors(values, drawn));
}
