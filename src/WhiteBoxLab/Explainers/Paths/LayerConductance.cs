using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// How much of the score flowed through each value of a layer while the input went straight from a baseline to the photo.
/// </summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="steps">Steps of the way. Defaults to 50; 1 to 1000.</param>
/// <param name="baseline">Where the way begins. Defaults to zeros in the input space, which is the mean colour, not black.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <remarks>
/// Dhamdhere, Sundararajan, Yan 2018, eq. 2 and section 6, <see href="https://arxiv.org/abs/1805.12233"/>:
/// sum over k of dS/dA(x_k) (A(x_(k+1)) - A(x_k)), over steps + 1 points of Gauss and Legendre.
/// Input [N, 3, H, W]; map [N, C', H', W'] at the layer, signed.
/// Differs from the paper: the points are those of Gauss and Legendre, as in Captum, so that the two ends of the way are left out.
/// </remarks>
[Follows(Convention.Captum, """{"steps": 50, "baseline": "zero"}""", "51 points of Gauss and Legendre, from zeros.")]
public sealed class LayerConductance(
    [Layer] string? layer = null,
    [Range(1, LayerConductance.MostSteps)] int steps = 50,
    Baseline? baseline = null,
    [Range(1, 256)] int batch = 8
) : Explainer
{
    private const int MostSteps = 1000;

    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Steps of the way.</summary>
    public int Steps { get; } = steps;

    /// <summary>Where the way begins.</summary>
    public Baseline Baseline { get; } = baseline ?? Baseline.Zero;

    /// <summary>Points that run at once.</summary>
    public int Batch { get; } = batch;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "layer-conductance",
            Name = "Conductance",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "How much of the score flowed through each value of a layer on the straight way from a baseline.",
            Forwards = Steps + 3,
            Backwards = Layer is null ? 0 : Steps + 1,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "layer",
            Needs = "A layer with positions, and a baseline.",
            Completeness =
                "Completeness: the map sums to the difference of the scores of the photo and of the baseline, to within the error of the "
                + "steps, unless some of the score goes past the layer.",
            FailureModes = "Few steps miss kinks on the way, which the completeness error tells.",
            Paper = "Dhamdhere, Sundararajan, Yan 2018: How Important Is a Neuron?",
            Bibtex = Bibliography.Dhamdhere2018,
        };

    /// <summary>Twice the steps.</summary>
    public override JsonObject? Refinement => Steps == MostSteps ? null : new() { ["steps"] = Math.Min(MostSteps, 2 * Steps) };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = run.At(Layer);
        run.ResolveTarget();
        StraightWay way = new(run, Baseline);
        Tensor map = zeros([run.Count, .. run.Network.ShapeOf(layer)], run.Input.dtype, run.Input.device);
        Tensor? activation = null,
            gradient = null; // of the point before
        int done = 0;
        foreach (double[] some in way.Chunks(Quadrature.GaussLegendre.Points(Steps + 1).Select(p => p.At).Order(), Batch))
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor a, Tensor g, _) = run.SlopesAt(way.At(some), run.Seeds(some.Length), layer);
            (a, g) = (a.view([some.Length, .. map.shape]), g.view([some.Length, .. map.shape]));
            Tensor activations = activation is null ? a : cat([activation, a]),
                gradients = gradient is null ? g : cat([gradient, g]);
            map.add_((gradients[..^1] * activations.diff(dim: 0)).sum([0L]));
            activation?.Dispose();
            gradient?.Dispose();
            (activation, gradient) = (a[^1..].clone().MoveToOuterDisposeScope(), g[^1..].clone().MoveToOuterDisposeScope());
            done += some.Length;
            run.Report(done, Steps + 1, "points", map);
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        run.Promise("completeness", way.Differences(), map);
        return map;
    }
}
