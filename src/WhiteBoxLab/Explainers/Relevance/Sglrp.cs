using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Softmax-gradient LRP: relevance that starts at the gradient of the class's probability, so that rivals count against it by how probable
/// they are.
/// </summary>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <param name="passes">1: the signed start walks down once, by epsilon-plus. 2: what speaks for the class and what speaks for rivals walk
/// down apart, by z+ and zB at the pixels, and rivals are scaled to the same amount before they are taken away. Defaults to 1; 1 to
/// 2.</param>
/// <param name="low">With 2 passes, the lowest pixel of each channel (or one for all), normalised. Defaults to black by the network's
/// preprocessing.</param>
/// <param name="high">With 2 passes, the highest pixel of each channel (or one for all), normalised. Defaults to white by the network's
/// preprocessing.</param>
/// <param name="epsilon">With 1 pass, the stabilizer of the linear layers. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="stabilizer">Added to all other denominators. Defaults to 1e-6; 0 to 1e6.</param>
/// <remarks>
/// Iwana, Kuroki, Uchida 2019, eq. 5, <see href="https://arxiv.org/abs/1908.04351"/>: starts at y_t (1 - y_t) for the target and -y_t y_n
/// for every other class, or at the gradient of the sigmoid where labels are independent. Both forms are the authors': 2 passes are their
/// SGLRP, 1 pass their SGLRPSeqA.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// The map of 2 passes sums to 0.
/// Differs from the paper: nothing is added to the start, where its authors' code adds 1e-8, so that where the network is sure the map is
/// as small as the gradient of the probability; and 1 pass has epsilon 1e-6, where their code has 0.1.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
public sealed class Sglrp(
    [Layer] string? layer = null,
    [Range(1, 2)] int passes = 1,
    double[]? low = null,
    double[]? high = null,
    [Range(0.0, 1e6)] double epsilon = 1e-6,
    [Range(0.0, 1e6)] double stabilizer = 1e-6
) : Explainer
{
    /// <summary>The stabilizer of the linear layers.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>Added to all other denominators.</summary>
    public double Stabilizer { get; } = stabilizer;

    /// <summary>The layer whose relevance is given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <summary>How many walks.</summary>
    public int Passes { get; } = passes;

    /// <summary>The lowest pixel, or null for black.</summary>
    public IReadOnlyList<double>? Low { get; } = low;

    /// <summary>The highest pixel, or null for white.</summary>
    public IReadOnlyList<double>? High { get; } = high;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "sglrp",
            Name = "SGLRP",
            Family = Family.Structure,
            Summary = "Relevance that starts at the gradient of the class's probability: rivals count against it.",
            Forwards = Passes == 1 ? 2 : 3,
            Backwards = Passes,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.Medium,
            Resolution = Layer is null ? "input" : "layer",
            Needs = Passes == 1 ? "At least two classes." : "At least two classes, a convolution, and the range of pixels.",
            Completeness = "No promise.",
            FailureModes = "Vanishes where the network is sure.",
            Paper =
                "Iwana, Kuroki, Uchida 2019: Explaining Convolutional Neural Networks using Softmax Gradient Layer-wise "
                + "Relevance Propagation",
            Bibtex =
                "@inproceedings{iwana2019explaining, author = {Iwana, Brian Kenji and Kuroki, Ryohei and Uchida, Seiichi}, "
                + "title = {Explaining Convolutional Neural Networks using Softmax Gradient Layer-wise Relevance Propagation}, "
                + "booktitle = {IEEE/CVF International Conference on Computer Vision Workshop}, pages = {4176--4185}, year = "
                + "{2019}, doi = {10.1109/ICCVW.2019.00513}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) =>
        Rivals.Obstacle(Card.Name, network) ?? (Passes == 1 ? null : new LrpEpsilonGammaBox(low: low, high: high).Obstacle(network));

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        Rivals.RequireClass(Card.Name, run);
        string to = Layer is null ? "input" : run.At(Layer);
        Composite composite =
            Passes == 1
                ? NamedComposites.Make("epsilon-plus", new(Epsilon: Epsilon, Stabilizer: Stabilizer))
                : NamedComposites.Make("z-box-plus", new(Stabilizer: Stabilizer, ZeroBias: true, Low: Low, High: High));
        Rule[] rules = composite.Table().For(run.Network);
        Trace trace = run.Forward(to, rules);
        Graph graph = run.Network.Graph;
        Tensor start = graph.Logits == graph.Output ? graph.ToScores(graph.Probabilities(trace.Scores), run.Seed) : run.SeedAtScores(trace);
        if (Passes == 1)
            return run.Backward(trace, start, to, rules, from: run.Scores);
        Tensor own = run.Backward(trace, run.Seed * start, to, rules, from: run.Scores),
            rivals = run.Backward(trace, (run.Seed - 1) * start, to, rules, from: run.Scores);
        return own - (rivals * Ratio(own, rivals));
    }

    /// <summary>How much more relevance one map has than another; 0 where the other has none.</summary>
    private static Tensor Ratio(Tensor own, Tensor rivals)
    {
        Tensor amount = rivals.sum([1, 2, 3], keepdim: true),
            none = amount.eq(0);
        return (own.sum([1, 2, 3], keepdim: true) / amount.masked_fill(none, 1)).masked_fill(none, 0);
    }
}
