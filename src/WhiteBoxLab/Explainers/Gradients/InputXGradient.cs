namespace WhiteBoxLab;

/// <summary>
/// Each value of the input (or of a layer) times the score's gradient there: what it contributes if the network is taken as linear.
/// </summary>
/// <param name="layer">The layer whose values are asked for, by name. Defaults to the input.</param>
/// <remarks>
/// Shrikumar et al. 2016, <see href="https://arxiv.org/abs/1605.01713"/>.
/// On networks of ReLU and max pooling without biases the map sums to the score.
/// Input and map [N, 3, H, W], signed; with a layer the map is [N, C', H', W'].
/// As in the paper.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
[Follows(Convention.Captum, """{}""", "As it is.")]
public sealed class InputXGradient([Layer] string? layer = null) : Explainer
{
    /// <summary>The layer whose values are given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "input-x-gradient",
            Name = "Input \u00d7 gradient",
            Family = Family.Linearization,
            Summary = "Each pixel's value times the gradient there.",
            Forwards = 1,
            Backwards = 1,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.GradientBackPropagation,
            Confidence = Confidence.Medium,
            Resolution = Layer is null ? "input" : "layer",
            Needs = "Nothing beyond the graph.",
            Completeness = "No promise, except in networks of ReLU and max pooling without biases: there the map sums to the score.",
            FailureModes = "Nothing where the input is zero (mid grey here); depends on how the input is normalised.",
            Paper = "Shrikumar, Greenside, Shcherbina, Kundaje 2016: Not Just a Black Box",
            Bibtex =
                "@article{shrikumar2016not, author = {Shrikumar, Avanti and Greenside, Peyton and Shcherbina, Anna and "
                + "Kundaje, Anshul}, title = {Not Just a Black Box: Learning Important Features Through Propagating Activation "
                + "Differences}, journal = {arXiv preprint arXiv:1605.01713}, year = {2016}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        (Trace trace, Tensor gradient) = run.WalkedBack(Layer, RuleTable.Gradient());
        return gradient * (Layer is null ? run.Input : trace.Output(Layer));
    }
}
