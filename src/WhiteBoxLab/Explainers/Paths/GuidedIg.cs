using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// How much each value of the input contributed on a way that avoids noise: at each step those values go on whose gradient is smallest.
/// </summary>
/// <param name="steps">Steps of the way, one after another. Defaults to 200; 1 to 1000.</param>
/// <param name="fraction">Part of the values that go on at once. Defaults to 0.25; 0.01 to 1.</param>
/// <param name="maxDist">How far, from 0 to 1, the way may leave the straight one. Defaults to 0.02; 0 to 1.</param>
/// <param name="baseline">Where the way begins. Defaults to zeros in the input space, which is the mean colour, not black.</param>
/// <remarks>
/// Kapishnikov, Venugopalan, Avci, Wedin, Terry, Bolukbasi 2021, algorithm 1, <see href="https://arxiv.org/abs/2106.09788"/>.
/// Input and map [N, 3, H, W], signed. Each photo goes its own way; the gradients of a batch are computed together.
/// Differs from the paper: starts at the mean colour instead of black, unless asked otherwise.
/// </remarks>
[Follows(Convention.Paper, """{"steps": 200, "fraction": 0.25, "maxDist": 0.02, "baseline": "black"}""", "As in the authors' code.")]
public sealed class GuidedIg(
    [Range(1, 1000)] int steps = 200,
    [Range(0.01, 1.0)] double fraction = 0.25,
    [Range(0.0, 1.0)] double maxDist = 0.02,
    Baseline? baseline = null
) : Explainer
{
    /// <summary>Steps of the way.</summary>
    public int Steps { get; } = steps;

    /// <summary>Part of the values that go on at once.</summary>
    public double Fraction { get; } = fraction;

    /// <summary>How far, from 0 to 1, the way may leave the straight one.</summary>
    public double MaxDist { get; } = maxDist;

    /// <summary>Where the way begins.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "guided-ig",
            Name = "Guided integrated gradients",
            Family = Family.Linearization,
            Summary = "How much each pixel contributed on a way from a baseline that avoids large, noisy gradients.",
            Forwards = Steps + 2,
            Backwards = Steps,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "A baseline.",
            Completeness =
                "Completeness: the map sums to the difference of the scores of the photo and of the baseline, to within the error of the "
                + "steps.",
            FailureModes = "Steps come one after another and cannot run at once; pixels of the baseline's colour get nothing.",
            Paper = "Kapishnikov, Venugopalan, Avci, Wedin, Terry, Bolukbasi 2021: Guided Integrated Gradients",
            Bibtex =
                "@inproceedings{kapishnikov2021guided, author = {Kapishnikov, Andrei and Venugopalan, Subhashini and Avci, Besim and "
                + "Wedin, Ben and Terry, Michael and Bolukbasi, Tolga}, title = {Guided Integrated Gradients: An Adaptive Path Method "
                + "for Removing Noise}, booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition}, pages = "
                + "{5050--5058}, year = {2021}, doi = {10.1109/CVPR46437.2021.00501}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        StraightWay straight = new(run, Baseline);
        GuidedWay[] ways = [.. Rows(run.Input).Zip(Rows(straight.Start), (x, b) => new GuidedWay(x, b, Fraction, MaxDist))];
        for (int step = 1; step <= Steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            double[][] slopes = Rows(run.GradientAt(Stacked(run, ways.Select(w => w.At)), run.Seed));
            foreach ((GuidedWay way, double[] slope) in ways.Zip(slopes))
                way.Go((double)step / Steps, slope);
            run.Report(step, Steps, "steps", Stacked(run, ways.Select(w => w.Map)));
        }
        Tensor map = Stacked(run, ways.Select(w => w.Map));
        run.Promise("completeness", straight.Differences(), map);
        return map;
    }

    private static double[][] Rows(Tensor photos)
    {
        using Tensor flat = photos.to(float64).cpu().flatten(1).contiguous();
        return [.. flat.data<double>().ToArray().Chunk((int)flat.shape[1])];
    }

    private static Tensor Stacked(Explanation run, IEnumerable<double[]> rows) =>
        tensor(rows.SelectMany(r => r).ToArray(), run.Input.shape, float64).to(run.Input.dtype).to(run.Input.device);
}
