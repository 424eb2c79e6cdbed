using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>Contrastive LRP: relevance of the class minus relevance of its opposite, so that what all classes share drops out.</summary>
/// <param name="type">What the opposite is: 1 all other classes, 2 the class with the classifier's weights negated. Defaults to 1; 1 to
/// 2.</param>
/// <param name="positive">Cut off what speaks more for the opposite, as the paper does. Defaults to yes.</param>
/// <param name="low">The lowest pixel of each channel (or one for all), normalised. Defaults to black by the network's
/// preprocessing.</param>
/// <param name="high">The highest pixel of each channel (or one for all), normalised. Defaults to white by the network's
/// preprocessing.</param>
/// <param name="stabilizer">Added to all denominators. Defaults to 1e-9; 0 to 1e6.</param>
/// <remarks>
/// Gu, Yang, Tresp 2018, <see href="https://arxiv.org/abs/1812.02100"/>: max(0, R / sum R - R' / sum R'),
/// with z+ everywhere and zB at the pixels, biases left out, as in the authors' code.
/// Input and map [N, 3, H, W], from 0 up; signed, with the sum 0, where what speaks more for the opposite is kept.
/// As in the paper. Differs from its authors' code, where the other classes start at the size of their scores (type 1), all channels have
/// the same range of pixels, and what ties for a maximum shares its relevance.
/// </remarks>
[Follows(Convention.Paper, """{"positive": true}""", "Negative values to zero.")]
public sealed class Clrp(
    [Range(1, 2)] int type = 1,
    bool positive = true,
    double[]? low = null,
    double[]? high = null,
    [Range(0.0, 1e6)] double stabilizer = 1e-9
) : Explainer
{
    /// <summary>Added to all denominators.</summary>
    public double Stabilizer { get; } = stabilizer;

    /// <summary>What the opposite is.</summary>
    public int Type { get; } = type;

    /// <summary>Whether what speaks for the opposite is cut off.</summary>
    public bool Positive { get; } = positive;

    /// <summary>The lowest pixel, or null for black.</summary>
    public IReadOnlyList<double>? Low { get; } = low;

    /// <summary>The highest pixel, or null for white.</summary>
    public IReadOnlyList<double>? High { get; } = high;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "clrp",
            Name = "CLRP",
            Family = Family.Structure,
            Summary = "Relevance of the class minus relevance of its opposite.",
            Forwards = 3,
            Backwards = 2,
            ClassDiscriminative = "yes",
            Signed = !Positive,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.Medium,
            Resolution = "input",
            Needs = "A convolution, the range of pixels, and a classifier with weights.",
            Completeness = "No promise.",
            FailureModes =
                "Compares shapes of two relevance maps, not amounts of evidence; unstable where one of them sums to nearly nothing.",
            Paper = "Gu, Yang, Tresp 2018: Understanding Individual Decisions of CNNs via Contrastive Backpropagation",
            Bibtex =
                "@inproceedings{gu2018understanding, author = {Gu, Jindong and Yang, Yinchong and Tresp, Volker}, title = "
                + "{Understanding Individual Decisions of CNNs via Contrastive Backpropagation}, booktitle = {Asian Conference "
                + "on Computer Vision}, pages = {119--134}, year = {2018}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) =>
        (Type == 1 ? Rivals.Obstacle(Card.Name, network) : null)
        ?? new LrpEpsilonGammaBox(low: low, high: high).Obstacle(network)
        ?? new ContrastiveExcitationBackprop().Obstacle(network);

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        Rivals.RequireClass(Card.Name, run);
        CompositeSettings settings = new(Stabilizer: Stabilizer, ZeroBias: true, Low: Low, High: High);
        Rule[] rules = NamedComposites.Make("z-box-plus", settings).Table().For(run.Network),
            opposite = [.. rules];
        opposite[run.Network.Graph.Logits] = new ZPlusRule(Stabilizer, zeroBias: true, negated: true);
        Trace trace = run.Forward("input", rules);
        Tensor own = Share(run.Backward(trace, run.Seed, "input", rules, from: run.Scores));
        Tensor other = Share(
            Type == 1
                ? run.Backward(trace, (1 - run.Seed) / (run.Seed.shape[1] - 1), "input", rules, from: run.Scores)
                : run.Backward(trace, run.Seed, "input", opposite, from: run.Scores)
        );
        Tensor difference = own - other;
        return Positive ? difference.clamp_min_(0) : difference;
    }

    private static Tensor Share(Tensor relevance)
    {
        Tensor amount = relevance.sum([1, 2, 3], keepdim: true);
        return relevance / amount.masked_fill(amount.eq(0), 1); // nothing has no shares
    }
}
