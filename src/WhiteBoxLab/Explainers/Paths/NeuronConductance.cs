using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// How much of what each pixel contributed flowed through some neurons of a layer, while the input went straight from a baseline to the
/// photo.
/// </summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="neuron">A channel, or a channel, a row and a column, each from 0. Defaults to all neurons of the layer.</param>
/// <param name="steps">Points on the way. Defaults to 50; 1 to 1000.</param>
/// <param name="baseline">Where the way begins. Defaults to zeros in the input space, which is the mean colour, not black.</param>
/// <param name="quadrature">How points and weights are chosen. Defaults to Gauss-Legendre.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <remarks>
/// Dhamdhere, Sundararajan, Yan 2018, eq. 1, <see href="https://arxiv.org/abs/1805.12233"/>:
/// (x - b) times the mean over the way of the sum over neurons of dS/dA_n dA_n/dx. Of several neurons it is the sum of their conductances;
/// of all neurons of a layer that nothing goes past, integrated gradients.
/// Input and map [N, 3, H, W], signed.
/// As in the paper.
/// </remarks>
[Follows(
    Convention.Captum,
    """{"steps": 50, "quadrature": "gauss-legendre", "baseline": "zero"}""",
    "50 points of Gauss and Legendre, from zeros; there for one neuron at a time."
)]
public sealed class NeuronConductance(
    [Layer] string? layer = null,
    double[]? neuron = null,
    [Range(1, 1000)] int steps = 50,
    Baseline? baseline = null,
    Quadrature quadrature = Quadrature.GaussLegendre,
    [Range(1, 256)] int batch = 8
) : Explainer
{
    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>A channel, or a channel, a row and a column; null for all neurons.</summary>
    public IReadOnlyList<double>? Neuron { get; } = neuron;

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
            Id = "neuron-conductance",
            Name = "Neuron conductance",
            Family = Family.Linearization,
            Summary = "How much of what each pixel contributed on the way from a baseline flowed through some neurons of a layer.",
            Forwards = Steps + 1,
            Backwards = Steps,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "A layer with positions, and a baseline.",
            Completeness = "No promise.",
            FailureModes = "Says through which neurons the score came, not what they stand for; few steps miss kinks on the way.",
            Paper = "Dhamdhere, Sundararajan, Yan 2018: How Important Is a Neuron?",
            Bibtex = Bibliography.Dhamdhere2018,
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string layer = run.Keeping(Layer);
        run.ResolveTarget();
        StraightWay way = new(run, Baseline);
        Tensor neurons = Neurons(run, layer),
            span = run.Input - way.Start,
            sum = zeros_like(span);
        WeightedGradients.Add(
            run,
            Quadrature.Points(Steps),
            Batch,
            sum,
            places => run.GradientThrough(way.At(places), run.Seeds(places.Length), layer, neurons),
            _ => sum * span
        );
        return sum.mul_(span);
    }

    /// <summary>Ones at the neurons, [C', H', W'].</summary>
    private Tensor Neurons(Explanation run, string layer)
    {
        long[] shape = [.. run.Network.ShapeOf(layer)];
        if (Neuron is null)
            return ones(shape, run.Input.dtype, run.Input.device);
        bool fits =
            Neuron.Count is 1 or 3 && Neuron.Zip(shape).All(p => p.First == Math.Floor(p.First) && p.First >= 0 && p.First < p.Second);
        if (!fits)
            throw new ArgumentOutOfRangeException(
                null,
                $"The layer '{layer}' has the shape {Require.Shape(shape)}; there is no neuron [{string.Join(", ", Neuron)}]. "
                    + "Give a channel, or a channel, a row and a column."
            );
        Tensor chosen = zeros(shape, run.Input.dtype, run.Input.device),
            part = chosen;
        for (int axis = 0; axis < Neuron.Count; axis++)
            part = part.narrow(axis, (long)Neuron[axis], 1);
        part.fill_(1);
        return chosen;
    }
}
