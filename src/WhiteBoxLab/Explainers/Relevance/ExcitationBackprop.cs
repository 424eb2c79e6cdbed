using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// The probability that a random walk from the class down the network, along excitatory contributions only, ends at each place.
/// </summary>
/// <param name="layer">The layer whose probabilities are asked for, by name. Defaults to the input.</param>
/// <param name="zeroBias">Leave biases out, as the paper does, so that nothing is lost. Defaults to yes.</param>
/// <param name="stabilizer">Added to all denominators. Defaults to 1e-6; 0 to 1e6.</param>
/// <remarks>
/// Zhang et al. 2016, eq. 3, <see href="https://arxiv.org/abs/1608.00507"/>: z+ at convolutions and linear layers,
/// shares by contribution at sums and means, the gradient elsewhere (gates included).
/// Input and map [N, 3, H, W], channels not summed, signed where sums or means have negative terms;
/// with a layer the map is [N, C', H', W'].
/// Differs from the paper: serves negative inputs too, by x- w-.
/// </remarks>
[Follows(Convention.Paper, """{"zeroBias": true}""", "Biases left out.")]
[Follows(Convention.Zennit, """{"zeroBias": false}""", "Biases kept in the denominators.")]
public sealed class ExcitationBackprop([Layer] string? layer = null, bool zeroBias = true, [Range(0.0, 1e6)] double stabilizer = 1e-6)
    : RelevanceExplainer(layer)
{
    /// <summary>Added to all denominators.</summary>
    public double Stabilizer { get; } = stabilizer;

    /// <summary>Whether biases are left out.</summary>
    public bool ZeroBias { get; } = zeroBias;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "excitation-backprop",
            Name = "Excitation backprop",
            Family = Family.Structure,
            Summary = "Where a random walk from the class down along excitatory contributions ends.",
            Forwards = 2,
            Backwards = 1,
            ClassDiscriminative = "weakly",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.Low,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Nothing beyond the graph.",
            Completeness = "Conservation: the map sums to 1, but for what gates and neurons without excitatory contributions lose.",
            FailureModes = "Nearly the same for every class in deep networks; the contrastive form tells them apart.",
            Paper = "Zhang, Lin, Brandt, Shen, Sclaroff 2016: Top-down Neural Attention by Excitation Backprop",
            Bibtex = Bibliography.Zhang2016,
        };

    private protected override Composite Rules => Excitation(ZeroBias, Stabilizer);

    internal static Composite Excitation(bool zeroBias, double stabilizer, string? negatedLayer = null)
    {
        Rule plus = new ZPlusRule(stabilizer, zeroBias),
            negated = new ZPlusRule(stabilizer, zeroBias, negated: true),
            gradient = new GradientRule();
        return new("excitation", stabilizer, (network, i) => network.Layers[i] switch
            {
                WeightedLayer l => l.Name == negatedLayer ? negated : plus,
                Activation or BatchNormalization or Softmax => gradient,
                _ => null,
            });
    }
}
