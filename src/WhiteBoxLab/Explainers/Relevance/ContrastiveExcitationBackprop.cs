using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Excitation backprop of the class against everything else: at one layer, what would excite the opposite classifier is taken away, and the
/// walk goes on with what is left.
/// </summary>
/// <param name="contrast">The layer of the contrast, by name. Defaults to the last one with positions.</param>
/// <param name="atContrast">Give the map at that layer instead of the input. Defaults to no.</param>
/// <param name="stabilizer">Added to all denominators. Defaults to 1e-6; 0 to 1e6.</param>
/// <remarks>
/// Zhang et al. 2016, section 3.3, <see href="https://arxiv.org/abs/1608.00507"/>: at the contrast layer max(P - P', 0),
/// P' with the classifier's weights negated. Biases are left out.
/// Input and map [N, 3, H, W], signed where sums or means have negative terms; at the contrast layer the map is [N, C', H', W'], from 0 up.
/// Differs from the paper: serves negative inputs too, as <see cref="ExcitationBackprop"/> does.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
public sealed class ContrastiveExcitationBackprop(
    string? contrast = null,
    bool atContrast = false,
    [Range(0.0, 1e6)] double stabilizer = 1e-6
) : Explainer
{
    /// <summary>Added to all denominators.</summary>
    public double Stabilizer { get; } = stabilizer;

    /// <summary>The layer of the contrast, or null for the last one with positions.</summary>
    public string? Contrast { get; } = contrast;

    /// <summary>Whether the map is given at that layer.</summary>
    public bool AtContrast { get; } = atContrast;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "contrastive-excitation-backprop",
            Name = "Contrastive excitation backprop",
            Family = Family.Structure,
            Summary = "Excitation backprop of the class against everything else.",
            Forwards = Passes.Forwards,
            Backwards = Passes.Backwards,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.RelevanceConservation,
            Confidence = Confidence.Low,
            Resolution = AtContrast ? "layer" : "input",
            Needs = "A layer with positions, and a classifier with weights.",
            Completeness = "No promise.",
            FailureModes = "Empty where the opposite classifier is excited everywhere the class is.",
            Paper = "Zhang, Lin, Brandt, Shen, Sclaroff 2016: Top-down Neural Attention by Excitation Backprop",
            Bibtex = Bibliography.Zhang2016,
        };

    /// <summary>
    /// Two walks to the contrast, which end close to the scores unless told otherwise, and one on to the input. What they pass runs forward
    /// once more.
    /// </summary>
    private (int Forwards, int Backwards) Passes =>
        (Contrast, AtContrast) switch
        {
            (not null, _) => (3, 2),
            (null, true) => (1, 0),
            (null, false) => (2, 1),
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) =>
        network.Layers[network.Graph.Logits] is WeightedLayer
            ? null
            : $"The contrast negates the classifier's weights; '{network.Name}' ends in {network.Layers[network.Graph.Logits].Op}"
                + $", which has none.";

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = AtContrast ? run.At(Contrast) : run.Keeping(Contrast);
        string? scores = run.IsOfScores ? run.Scores : null; // a neuron has no classifier: the walk begins at the neuron
        Rule[] rules = ExcitationBackprop.Excitation(true, Stabilizer).Table().For(run.Network);
        Rule[] opposite = ExcitationBackprop.Excitation(true, Stabilizer, run.Scores).Table().For(run.Network);
        Trace trace = run.Forward(AtContrast ? layer : "input", rules, layer);
        Tensor seed = run.SeedAtScores(trace),
            own = run.Backward(trace, seed, layer, rules, from: scores),
            difference = own.sub_(run.Backward(trace, seed, layer, opposite, from: scores)).clamp_min_(0);
        return AtContrast ? difference : run.Backward(trace, difference, "input", rules, from: layer);
    }
}
