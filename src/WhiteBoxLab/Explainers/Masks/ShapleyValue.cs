using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// What each segment of the photo adds to the score on average, over all orders in which segments can be shown one after the other.
/// </summary>
/// <param name="segments">How the photo is cut: <c>grid:SIDE</c>, <c>superpixels:COUNT</c>, or a tensor. Defaults to 50
/// superpixels.</param>
/// <param name="baseline">What is seen where a segment is hidden. Defaults to zeros in the input space, which is
/// the mean colour.</param>
/// <param name="permutations">Orders that are drawn; where all coalitions are no more work than these, all are
/// run and the values are exact. Defaults to 25; 1 to 10000.</param>
/// <param name="seed">What the orders are drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="error">Stop as soon as the segments' standard error (root mean square) is at most this part of the values' range.
/// Defaults to 0: all orders; 0 to 1.</param>
/// <remarks>
/// Shapley 1953; sampled as by Strumbelj and Kononenko 2010 (<see href="https://jmlr.org/papers/v11/strumbelj10a.html"/>) and Castro et al.
/// 2009. v(Q) is the score of the photo with the segments of Q shown and the others hidden. Each order's gains sum to v(all) - v(none), so
/// that the values do.
/// Input [N, 3, H, W]; map [N, 1, H, W], signed, in units of the score: each segment's value on each of its pixels, with its standard
/// error. All photos of a batch are shown in the same orders.
/// As in the paper, with segments for features.
/// </remarks>
public sealed class ShapleyValue(
    Segments? segments = null,
    Baseline? baseline = null,
    [Range(1, 10000)] int permutations = 25,
    [Range(0, 1000000)] int seed = 0,
    [Range(0.0, 1.0)] double error = 0
) : SegmentExplainer(segments, baseline ?? Baseline.Zero)
{
    /// <summary>Orders that are drawn at most.</summary>
    public int Permutations { get; } = permutations;

    /// <summary>What the orders are drawn from.</summary>
    public int Seed { get; } = seed;

    /// <summary>The part of the values' range at which their standard error is small enough; 0 for all orders.</summary>
    public double Error { get; } = error;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "shapley-value",
            Name = "Shapley values",
            Family = Family.BlackBox,
            Summary = "What each segment adds to the score on average, over the orders in which segments can be shown.",
            Forwards = 2 + (IsExact ? Math.Pow(2, Players) - 2 : (double)Permutations * (Players - 1)),
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Nothing beyond the graph.",
            Completeness = "Completeness: the segments' values sum to the score of the photo minus that of the baseline.",
            FailureModes =
                "Many passes, and few orders leave much noise, which the standard error tells; most coalitions are photos that the "
                + "network has never seen the like of.",
            Paper = "Strumbelj, Kononenko 2010: An Efficient Explanation of Individual Classifications using Game Theory",
            Bibtex =
                "@article{strumbelj2010efficient, author = {Strumbelj, Erik and Kononenko, Igor}, title = {An Efficient Explanation of "
                + "Individual Classifications using Game Theory}, journal = {Journal of Machine Learning Research}, volume = {11}, pages "
                + "= {1--18}, year = {2010}}",
        };

    /// <summary>Whether all coalitions are no more work than the orders.</summary>
    private bool IsExact => Players <= 16 && Math.Pow(2, Players) <= 2 + ((double)Permutations * (Players - 1));

    private protected override Tensor Values(Explanation run, Coalitions coalitions)
    {
        Tensor none = coalitions.Values(zeros([1, Players], @bool)),
            all = tensor(run.TargetScores.ToArray(), device: run.Input.device).unsqueeze(1),
            values = IsExact ? Exact(run, coalitions, none, all) : Sampled(run, coalitions, none, all);
        run.Promise("completeness", [.. (all - none).cpu().data<double>()], [.. values.sum([1]).cpu().data<double>()]);
        return values;
    }

    private Tensor Exact(Explanation run, Coalitions coalitions, Tensor none, Tensor all)
    {
        int count = 1 << Players;
        bool[] members = [.. Enumerable.Range(0, count * Players).Select(i => (i / Players >> (i % Players) & 1) == 1)];
        Tensor shown = tensor(members).view(count, Players),
            values = cat([none, zeros([run.Count, count - 2], float64, run.Input.device), all], 1);
        for (int at = 1; at < count - 1; )
        {
            using DisposeScope scope = NewDisposeScope();
            long some = Math.Min(coalitions.AtOnce, count - 1 - at);
            values.narrow(1, at, some).copy_(coalitions.Values(shown.narrow(0, at, some)));
            at += (int)some;
            if (at < count - 1)
                run.Report(at - 1, count - 2, "coalitions");
        }
        return ShapleyWeights.Of(values, Players);
    }

    private Tensor Sampled(Explanation run, Coalitions coalitions, Tensor none, Tensor all)
    {
        Tensor orders = OrderGains.Drawn(Permutations, Players, Seed);
        OrderGains gains = new(Players, coalitions.Values, none, all);
        int together = Math.Max(1, coalitions.AtOnce / Math.Max(1, Players - 1)),
            done = 0;
        while (done < Permutations && !(Error > 0 && done >= 2 && gains.Error() <= Error))
        {
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(together, Permutations - done);
            gains.Add(orders.narrow(0, done, count));
            run.Refine(done += count, Permutations, "permutations", () => coalitions.Map(gains.Mean()));
        }
        run.StandardErrors = coalitions.Map(gains.StandardErrors());
        return gains.Mean();
    }
}
