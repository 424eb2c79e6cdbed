using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Relevance by a sequence of rules from the pixels up: box in the first convolution, gamma in the others, epsilon in linear layers.
/// Usually the clearest picture LRP gives.
/// </summary>
/// <param name="epsilon">The stabilizer of the linear layers. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="gamma">How much more contributions of the output's sign count. Defaults to 0.25; 0 to 1000.</param>
/// <param name="low">The lowest pixel of each channel (or one for all), normalised. Defaults to black by the network's
/// preprocessing.</param>
/// <param name="high">The highest pixel of each channel (or one for all), normalised. Defaults to white by the network's
/// preprocessing.</param>
/// <param name="stabilizer">Of all other denominators. Defaults to 1e-6; 0 to 1e6.</param>
/// <param name="zeroBias">Leave biases out of the denominators, so that they take no relevance. Defaults to no.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Montavon et al. 2019, <see href="https://doi.org/10.1007/978-3-030-28954-6_10"/>; Zennit's EpsilonGammaBox.
/// Other layers as in <see cref="LrpEpsilonPlus"/>.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// Differs from the paper: gamma serves all convolutions but the first and epsilon all linear layers, as in Zennit, where the paper
/// advises LRP-0 at the top; and relevance starts as 1, not as the score.
/// </remarks>
[Follows(Convention.Zennit, """{}""", "As it is; Zennit wants the range of pixels as options.")]
public sealed class LrpEpsilonGammaBox(
    [Range(0.0, 1e6)] double epsilon = 1e-6,
    [Range(0.0, 1000.0)] double gamma = 0.25,
    double[]? low = null,
    double[]? high = null,
    [Range(0.0, 1e6)] double stabilizer = 1e-6,
    bool zeroBias = false,
    [Layer] string? layer = null
) : LrpEpsilon("epsilon-gamma-box", epsilon, stabilizer, zeroBias, layer)
{
    /// <summary>How much more contributions of the output's sign count.</summary>
    public double Gamma { get; } = gamma;

    /// <summary>The lowest pixel, or null for black.</summary>
    public IReadOnlyList<double>? Low { get; } = low;

    /// <summary>The highest pixel, or null for white.</summary>
    public IReadOnlyList<double>? High { get; } = high;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "lrp-epsilon-gamma-box",
            Name = "LRP \u03b5-\u03b3-box",
            Family = Family.Structure,
            Summary = "Relevance by box, gamma and epsilon rules from the pixels up: usually the clearest picture LRP gives.",
            Forwards = ZeroBias ? 3 : 2,
            Backwards = ZeroBias ? 2 : 1,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.High,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "A convolution, and the range of pixels.",
            Completeness = "Conservation: the map sums to 1, the relevance put in at the target, but for what biases and stabilizers take.",
            FailureModes = "Needs to know the range of pixels; a large gamma makes it as class-blind as z+.",
            Paper = "Montavon, Binder, Lapuschkin, Samek, M\u00fcller 2019: Layer-Wise Relevance Propagation: An Overview",
            Bibtex = Bibliography.Montavon2019,
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network)
    {
        if ((Low is null || High is null) && !network.HasPreprocessing)
            return $"The box rule needs the range of pixels; '{network.Name}' came without preprocessing.json. Give low and high.";
        return network.OnPath.Any(l => l is Convolution)
            ? null
            : $"The box rule belongs to the first convolution; '{network.Name}' has none.";
    }

    private protected override CompositeSettings Settings => base.Settings with { Gamma = Gamma, Low = Low, High = High };
}
