using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// Integrated gradients without a choice of baseline: the mean over many, each with one point of its straight way, drawn at random.
/// </summary>
/// <param name="baselines">What the photo is compared with. Defaults to three plain colours: the mean colour, black and white.</param>
/// <param name="samples">Draws of a baseline and of a point on the way from it. Defaults to 50; 1 to 1000.</param>
/// <param name="seed">What they are drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <param name="error">Stop as soon as the mean standard error is at most this part of the map's range. Defaults to 0: all samples; 0 to
/// 1.</param>
/// <remarks>
/// Erion, Janizek, Sturmfels, Lundberg, Lee 2021, eq. 4, <see href="https://arxiv.org/abs/1906.10670"/>; GradientSHAP of SHAP and of Captum
/// without its noise: mean of (x - b) dS/dx(b + a (x - b)), b drawn from the baselines, a from 0 to 1.
/// Input and map [N, 3, H, W], signed. The same draws for each photo of a batch; the same seed gives the same map.
/// Differs from the paper: without a set of data at hand the baselines are plain colours, unless others are given.
/// </remarks>
[Follows(Convention.Paper, """{"samples": 200}""", "200 draws; the paper draws baselines from the training set.")]
public sealed class ExpectedGradients(
    Baselines? baselines = null,
    [Range(1, ExpectedGradients.MostSamples)] int samples = 50,
    [Range(0, 1000000)] int seed = 0,
    [Range(1, 256)] int batch = 8,
    [Range(0.0, 1.0)] double error = 0
) : Explainer
{
    private const int MostSamples = 1000;

    /// <summary>What the photo is compared with.</summary>
    public Baselines Baselines { get; } = baselines ?? Baselines.Plain;

    /// <summary>Draws of a baseline and of a point on the way from it.</summary>
    public int Samples { get; } = samples;

    /// <summary>What they are drawn from.</summary>
    public int Seed { get; } = seed;

    /// <summary>Points that run at once.</summary>
    public int Batch { get; } = batch;

    /// <summary>The part of the map's range at which its mean standard error is small enough; 0 for all samples.</summary>
    public double Error { get; } = error;

    /// <summary>[M, N] each: which baseline and which place on the way from it each draw has, drawn elsewhere.</summary>
    internal (Tensor Baseline, Tensor Place)? Draws { get; init; }

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "expected-gradients",
            Name = "Expected gradients",
            Family = Family.Linearization,
            Summary = "Integrated gradients averaged over many baselines, by random points of the ways from them.",
            Forwards = 1 + Samples + Baselines.Count,
            Backwards = Samples,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Baselines.",
            Completeness =
                "Completeness: in the mean over all draws the map sums to the difference of the scores of the photo and of the baselines.",
            FailureModes = "Few draws are noisy, which the standard errors tell; depends on the baselines.",
            Paper =
                "Erion, Janizek, Sturmfels, Lundberg, Lee 2021: Improving Performance of Deep Learning Models with Axiomatic "
                + "Attribution Priors and Expected Gradients",
            Bibtex =
                "@article{erion2021improving, author = {Erion, Gabriel and Janizek, Joseph D. and Sturmfels, Pascal and Lundberg, "
                + "Scott M. and Lee, Su-In}, title = {Improving Performance of Deep Learning Models with Axiomatic Attribution "
                + "Priors and Expected Gradients}, journal = {Nature Machine Intelligence}, volume = {3}, pages = {620--631}, year "
                + "= {2021}, doi = {10.1038/s42256-021-00343-w}}",
        };

    /// <summary>Twice the samples.</summary>
    public override JsonObject? Refinement => Samples == MostSamples ? null : new() { ["samples"] = Math.Min(MostSamples, 2 * Samples) };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) => Baselines.Obstacle(network);

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        Tensor all = Baselines.For(run.Network, run.Input);
        (Tensor chosen, Tensor places) = Draws ?? Draw(run, all.shape[0]);
        Moments moments = new();
        foreach (int[] some in Enumerable.Range(0, Samples).Chunk(run.Together(Batch)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor from = all.index_select(0, chosen.narrow(0, some[0], some.Length).flatten()),
                way = run.Input.repeat(some.Length, 1, 1, 1) - from,
                at = places.narrow(0, some[0], some.Length).to(way.dtype).to(way.device).reshape(-1, 1, 1, 1);
            Tensor gradient = run.GradientAt(from + (way * at), run.Seeds(some.Length));
            moments.Add((gradient * way).view([some.Length, run.Count, .. way.shape[1..]]));
            run.Report(some[^1] + 1, Samples, "samples", moments.Mean);
            run.CancellationToken.ThrowIfCancellationRequested();
            if (moments.IsWithin(Error))
                break;
        }
        run.StandardErrors = moments.StandardError;
        run.Promise("completeness", Differences(run, all), moments.Mean);
        return moments.Mean;
    }

    private (Tensor Baseline, Tensor Place) Draw(Explanation run, long count)
    {
        using Generator generator = new((ulong)Seed);
        Tensor draws = rand([Samples, 2], float64, generator: generator);
        return (
            (draws.narrow(1, 0, 1) * count).to(int64).expand(Samples, run.Count).to(run.Input.device),
            draws.narrow(1, 1, 1).expand(Samples, run.Count)
        );
    }

    private static double[] Differences(Explanation run, Tensor all)
    {
        double[][] scores = [.. Enumerable.Range(0, (int)all.shape[0]).Select(b => run.ScoresAt(all[b].expand(run.Input.shape)))];
        return [.. run.TargetScores.Select((score, n) => score - scores.Average(s => s[n]))];
    }
}
