using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// How much each value of a layer contributed on the straight way from what the layer gives for a baseline: integrated gradients that begin
/// at the layer, the rest of the network as it is for the photo.
/// </summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="steps">Points on the way. Defaults to 50; 1 to 1000.</param>
/// <param name="baseline">The input of which the layer's activations are the beginning. Defaults to zeros in the input space, which is the
/// mean colour, not black.</param>
/// <param name="quadrature">How points and weights are chosen. Defaults to Gauss-Legendre.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <remarks>
/// Captum's layer integrated gradients (Kokhlikyan et al. 2020), <see href="https://arxiv.org/abs/2009.07896"/>, after Sundararajan, Taly,
/// Yan 2017, eq. 1. Only what lies behind the layer is run at each point.
/// Input [N, 3, H, W]; map [N, C', H', W'] at the layer, signed.
/// As in the paper.
/// </remarks>
[Follows(
    Convention.Captum,
    """{"steps": 50, "quadrature": "gauss-legendre", "baseline": "zero"}""",
    "50 points of Gauss and Legendre, from zeros."
)]
public sealed class LayerIntegratedGradients(
    [Layer] string? layer = null,
    [Range(1, LayerIntegratedGradients.MostSteps)] int steps = 50,
    Baseline? baseline = null,
    Quadrature quadrature = Quadrature.GaussLegendre,
    [Range(1, 256)] int batch = 8
) : Explainer
{
    private const int MostSteps = 1000;

    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Points on the way.</summary>
    public int Steps { get; } = steps;

    /// <summary>The input of which the layer's activations are the beginning.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <summary>How points and weights are chosen.</summary>
    public Quadrature Quadrature { get; } = quadrature;

    /// <summary>Points that run at once.</summary>
    public int Batch { get; } = batch;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "layer-integrated-gradients",
            Name = "Layer integrated gradients",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "How much each value of a layer contributed on the straight way from what a baseline gives there.",
            Forwards = 2 + (Layer is null ? 0 : Steps),
            Backwards = Layer is null ? 0 : Steps,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "layer",
            Needs = "A layer with positions, and a baseline.",
            Completeness =
                "Completeness: the map sums to the difference of the scores with the layer's activations of the photo and with those "
                + "of the baseline, to within the error of the quadrature.",
            FailureModes = "The way between activations passes some that no photo gives.",
            Paper = "Kokhlikyan, Miglani, Martin et al. 2020: Captum",
            Bibtex = Bibliography.Kokhlikyan2020,
        };

    /// <summary>Twice the steps.</summary>
    public override JsonObject? Refinement => Steps == MostSteps ? null : new() { ["steps"] = Math.Min(MostSteps, 2 * Steps) };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = run.At(Layer);
        Tensor end = run.Forward(layer).Output(layer),
            start = run.ActivationAt(Baseline.For(run.Network, run.Input), layer),
            way = end - start;
        Tensor sum = zeros_like(way);
        WeightedGradients.Add(
            run,
            Quadrature.Points(Steps),
            Batch,
            sum,
            places => run.GradientBehind(layer, (start + (way * Column(places, way))).flatten(0, 1), places.Length),
            _ => sum * way
        );
        Tensor map = sum.mul_(way);
        run.Promise("completeness", [.. run.TargetScores.Zip(run.ScoresBehind(layer, start), (x, b) => x - b)], map);
        return map;
    }

    private static Tensor Column(double[] values, Tensor like) => tensor(values, [values.Length, 1, 1, 1, 1], like.dtype, like.device);
}
