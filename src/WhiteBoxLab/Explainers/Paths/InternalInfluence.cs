using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// How strongly the score depends on each value of a layer, on average over the straight way from a baseline to the photo.
/// </summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="steps">Points on the way. Defaults to 50; 1 to 1000.</param>
/// <param name="baseline">Where the way begins. Defaults to zeros in the input space, which is the mean colour, not black.</param>
/// <param name="quadrature">How points and weights are chosen. Defaults to Gauss-Legendre.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <remarks>
/// Leino, Sen, Datta, Fredrikson, Li 2018, definition 1 with a straight way as the distribution, <see
/// href="https://arxiv.org/abs/1802.03788"/>:
/// the mean of dS/dA, not multiplied by anything.
/// Input [N, 3, H, W]; map [N, C', H', W'] at the layer, signed, in units of the score per unit of the layer.
/// As in the paper.
/// </remarks>
[Follows(
    Convention.Captum,
    """{"steps": 50, "quadrature": "gauss-legendre", "baseline": "zero"}""",
    "50 points of Gauss and Legendre, from zeros."
)]
public sealed class InternalInfluence(
    [Layer] string? layer = null,
    [Range(1, 1000)] int steps = 50,
    Baseline? baseline = null,
    Quadrature quadrature = Quadrature.GaussLegendre,
    [Range(1, 256)] int batch = 8
) : Explainer
{
    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Points on the way.</summary>
    public int Steps { get; } = steps;

    /// <summary>Where the way begins.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <summary>How points and weights are chosen.</summary>
    public Quadrature Quadrature { get; } = quadrature;

    /// <summary>Points that run at once.</summary>
    public int Batch { get; } = batch;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "internal-influence",
            Name = "Internal influence",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "How strongly the score depends on each value of a layer, on average over the straight way from a baseline.",
            Forwards = Steps + 1,
            Backwards = Layer is null ? 0 : Steps,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "layer",
            Needs = "A layer with positions, and a baseline.",
            Completeness = "No promise.",
            FailureModes = "Says what would change the score, not what made it; a neuron that is not active may have much influence.",
            Paper = "Leino, Sen, Datta, Fredrikson, Li 2018: Influence-Directed Explanations for Deep Convolutional Networks",
            Bibtex =
                "@inproceedings{leino2018influence, author = {Leino, Klas and Sen, Shayak and Datta, Anupam and Fredrikson, Matt and "
                + "Li, Linyi}, title = {Influence-Directed Explanations for Deep Convolutional Networks}, booktitle = {IEEE "
                + "International Test Conference}, pages = {1--8}, year = {2018}, doi = {10.1109/TEST.2018.8624792}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = run.At(Layer);
        run.ResolveTarget();
        StraightWay way = new(run, Baseline);
        Tensor map = zeros([run.Count, .. run.Network.ShapeOf(layer)], run.Input.dtype, run.Input.device);
        return WeightedGradients.Add(
            run,
            Quadrature.Points(Steps),
            Batch,
            map,
            places => run.SlopesAt(way.At(places), run.Seeds(places.Length), layer).Gradient,
            covered => covered > 0 ? map / covered : map
        );
    }
}
