namespace WhiteBoxLab;

/// <summary>How much the score falls when a segment of the photo is hidden.</summary>
/// <param name="segments">How the photo is cut: <c>grid:SIDE</c>, <c>superpixels:COUNT</c>, or a tensor. Defaults to 50
/// superpixels.</param>
/// <param name="baseline">What is seen where a segment is hidden. Defaults to zeros in the input space, which is
/// the mean colour.</param>
/// <remarks>
/// Each segment on its own, as in Captum's FeatureAblation (Kokhlikyan et al. 2020, <see href="https://arxiv.org/abs/2009.07896"/>):
/// S(x) - S(x with the segment replaced), on each of its pixels.
/// Input [N, 3, H, W]; map [N, 1, H, W], signed, in units of the score. As in the paper.
/// </remarks>
[Follows(Convention.Captum, """{"baseline": "zero"}""", "Zeros where a segment is hidden.")]
public sealed class FeatureAblation(Segments? segments = null, Baseline? baseline = null)
    : SegmentExplainer(segments, baseline ?? Baseline.Zero)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "feature-ablation",
            Name = "Feature ablation",
            Family = Family.BlackBox,
            Summary = "How much the score falls when a segment of the photo is hidden.",
            Forwards = 1 + Players,
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Nothing beyond the graph.",
            Completeness = "No promise.",
            FailureModes = "Segments that stand in for each other get nothing; the network has never seen photos with holes.",
            Paper = "Kokhlikyan et al. 2020: Captum",
            Bibtex = Bibliography.Kokhlikyan2020,
        };

    private protected override Tensor Values(Explanation run, Coalitions coalitions)
    {
        bool[] others = [.. Enumerable.Range(0, Players * Players).Select(i => i / Players != i % Players)];
        Tensor shown = tensor(others).view(Players, Players),
            whole = tensor(run.TargetScores.ToArray(), device: run.Input.device).unsqueeze(1),
            drops = zeros([run.Count, Players], float64, run.Input.device);
        for (int done = 0; done < Players; run.Refine(done, Players, "segments", () => coalitions.Map(drops)))
        {
            using DisposeScope scope = NewDisposeScope();
            long count = Math.Min(coalitions.AtOnce, Players - done);
            drops.narrow(1, done, count).copy_(whole - coalitions.Values(shown.narrow(0, done, count)));
            done += (int)count;
        }
        return drops;
    }
}
