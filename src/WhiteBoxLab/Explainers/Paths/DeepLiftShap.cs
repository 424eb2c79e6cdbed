using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>DeepLIFT, by the Rescale rule, against several baselines: the mean of its maps.</summary>
/// <param name="baselines">What the photo is compared with. Defaults to three plain colours: the mean colour, black and white.</param>
/// <param name="batch">Baselines that run at once. Defaults to 4; 1 to 64.</param>
/// <remarks>
/// Lundberg, Lee 2017, section 4.2 (Deep SHAP), <see href="https://arxiv.org/abs/1705.07874"/>, as SHAP and Captum have it.
/// Input and map [N, 3, H, W], signed.
/// Differs from the paper: without a set of data at hand the baselines are plain colours, unless others are given.
/// </remarks>
[Follows(Convention.Paper, """{}""", "The Rescale rule; the paper draws baselines from the training set.")]
public sealed class DeepLiftShap(Baselines? baselines = null, [Range(1, 64)] int batch = 4) : Explainer
{
    /// <summary>What the photo is compared with.</summary>
    public Baselines Baselines { get; } = baselines ?? Baselines.Plain;

    /// <summary>Baselines that run at once.</summary>
    public int Batch { get; } = batch;

    private static DeepLift One(Tensor? baseline = null) => new(baseline is null ? null : Baseline.Of(baseline));

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "deep-lift-shap",
            Name = "DeepSHAP",
            Family = Family.Structure,
            Summary = "DeepLIFT's map averaged over several baselines.",
            Forwards = 1 + (Baselines.Count * One().Card.Forwards),
            Backwards = Baselines.Count * One().Card.Backwards,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Baselines; no products of layers.",
            Completeness = "Completeness: the map sums to the score of the photo minus the mean score of the baselines.",
            FailureModes = "Depends on the baselines; an approximation of Shapley values that is as good as DeepLIFT's linear view.",
            Paper = "Lundberg, Lee 2017: A Unified Approach to Interpreting Model Predictions",
            Bibtex =
                "@inproceedings{lundberg2017unified, author = {Lundberg, Scott M. and Lee, Su-In}, title = {A Unified Approach to "
                + "Interpreting Model Predictions}, booktitle = {Advances in Neural Information Processing Systems}, volume = "
                + "{30}, year = {2017}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) => One().Obstacle(network) ?? Baselines.Obstacle(network);

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        Tensor all = Baselines.For(run.Network, run.Input);
        List<SumPromise> promised = [];
        Moments moments = new();
        foreach (int[] some in Enumerable.Range(0, (int)all.shape[0]).Chunk(run.Together(Batch)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor from = all.narrow(0, some[0], some.Length).repeat_interleave(run.Count, 0);
            Tensor maps = run.MapsOf(run.Input.repeat(some.Length, 1, 1, 1), photos =>
            {
                Tensor map = One(from).MapIn(photos);
                promised.AddRange(photos.Promised);
                return map;
            });
            moments.Add(maps.view([some.Length, run.Count, .. maps.shape[1..]]));
            run.Report(some[^1] + 1, (int)all.shape[0], "baselines", moments.Mean);
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        run.Promise(
            "completeness",
            [.. Enumerable.Range(0, (int)run.Count).Select(n => promised.Where((_, i) => i % run.Count == n).Average(p => p.Expected))],
            moments.Mean
        );
        return moments.Mean;
    }
}
