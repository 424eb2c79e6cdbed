using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>The weights of a linear model of the score in what segments of the photo are shown, fitted near the whole photo.</summary>
/// <param name="segments">How the photo is cut: <c>grid:SIDE</c>, <c>superpixels:COUNT</c>, or a tensor. Defaults to 50
/// superpixels.</param>
/// <param name="baseline">What is seen where a segment is hidden. Defaults to the segment's mean colour.</param>
/// <param name="samples">Photos with segments hidden by chance, the whole one among them. Defaults to 1000; 2 to 100000.</param>
/// <param name="kernelWidth">How far from the whole photo a sample still counts, in cosine distance. Defaults to 0.25; 0.01 to 100.</param>
/// <param name="ridge">How strongly the weights are held small. Defaults to 1; 0.000000001 to 1000000.</param>
/// <param name="seed">What the samples are drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="error">Stop as soon as the segments' standard error (root mean square) is at most this part of the values' range.
/// Defaults to 0: all samples; 0 to 1.</param>
/// <remarks>
/// Ribeiro, Singh, Guestrin 2016, eq. 2 and section 3.4, <see href="https://arxiv.org/abs/1602.04938"/>: each segment is shown by the toss
/// of a coin, a sample weighs sqrt(exp(-d^2 / width^2)) with d the cosine distance to the whole photo, and a ridge regression with an
/// intercept is fitted, as in the authors' code for images.
/// Input [N, 3, H, W]; map [N, 1, H, W], signed, in units of the score: each segment's weight on each of its pixels. All photos of a batch
/// are shown in the same samples.
/// Differs from the paper: explains the score, not the probability; superpixels by k-means; every segment gets a weight, none is
/// selected.
/// </remarks>
public sealed class Lime(
    Segments? segments = null,
    Baseline? baseline = null,
    [Range(2, 100000)] int samples = 1000,
    [Range(0.01, 100.0)] double kernelWidth = 0.25,
    [Range(1e-9, 1e6)] double ridge = 1,
    [Range(0, 1000000)] int seed = 0,
    [Range(0.0, 1.0)] double error = 0
) : SegmentExplainer(segments, baseline)
{
    /// <summary>Photos with segments hidden by chance.</summary>
    public int Samples { get; } = samples;

    /// <summary>How far from the whole photo a sample still counts.</summary>
    public double KernelWidth { get; } = kernelWidth;

    /// <summary>How strongly the weights are held small.</summary>
    public double Ridge { get; } = ridge;

    /// <summary>What the samples are drawn from.</summary>
    public int Seed { get; } = seed;

    /// <summary>The part of the values' range at which their standard error is small enough; 0 for all samples.</summary>
    public double Error { get; } = error;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "lime",
            Name = "LIME",
            Family = Family.BlackBox,
            Summary = "The weights of a linear model of the score in what segments of the photo are shown.",
            Forwards = 1 + Samples,
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Nothing beyond the graph.",
            Completeness = "No promise.",
            FailureModes =
                "Depends on how the photo is cut and on the draws; with half of the segments hidden hardly any sample is near the photo "
                + "that is explained.",
            Paper = "Ribeiro, Singh, Guestrin 2016: Why Should I Trust You?",
            Bibtex =
                "@inproceedings{ribeiro2016should, author = {Ribeiro, Marco Tulio and Singh, Sameer and Guestrin, Carlos}, title = {Why "
                + "Should I Trust You?: Explaining the Predictions of Any Classifier}, booktitle = {ACM SIGKDD International Conference "
                + "on Knowledge Discovery and Data Mining}, pages = {1135--1144}, year = {2016}, doi = {10.1145/2939672.2939778}}",
        };

    private protected override Tensor Values(Explanation run, Coalitions coalitions)
    {
        using Generator generator = new((ulong)Seed);
        Tensor shown = rand([Samples, Players], float64, generator: generator).lt(0.5);
        shown[0].fill_(true);
        Tensor weights = Weights(shown);
        AdditiveFit fit = new(Players, run.Count);
        Tensor Fitted() => fit.Ridge(Ridge).to(run.Input.device);
        for (int done = 0; done < Samples; run.Refine(done, Samples, "samples", () => coalitions.Map(Fitted())))
        {
            using DisposeScope scope = NewDisposeScope();
            int some = Math.Min(coalitions.AtOnce, Samples - done);
            Tensor few = shown.narrow(0, done, some);
            fit.Add(few, coalitions.Values(few).cpu(), weights.narrow(0, done, some));
            done += some;
            if (Error > 0 && done > 2 * Players && ErrorOf(fit) <= Error)
                break;
        }
        Tensor values = Fitted();
        run.StandardErrors = coalitions.Map(fit.RidgeErrors(values.cpu(), Ridge));
        return values;
    }

    private double ErrorOf(AdditiveFit fit)
    {
        Tensor values = fit.Ridge(Ridge);
        return RelativeError.Of(values, fit.RidgeErrors(values, Ridge));
    }

    /// <summary>sqrt(exp(-d^2 / width^2)); of k segments of n the cosine with all of them is sqrt(k / n).</summary>
    private Tensor Weights(Tensor shown)
    {
        Tensor distance = 1 - (shown.to(float64).sum([1]) / Players).sqrt();
        return (-distance.square() / (KernelWidth * KernelWidth)).exp().sqrt();
    }
}
