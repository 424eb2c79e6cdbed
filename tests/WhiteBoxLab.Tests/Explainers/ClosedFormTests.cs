using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Maps that are formulas, to nine digits in float64.</summary>
public sealed class ClosedFormTests
{
    private static double[] Explain(Network network, Explainer explainer, torch.Tensor input, int target = 0)
    {
        using Attribution map = explainer.Explain(network, input, Target.Class(target));
        return ToyNetworks.Values(map);
    }

    private static void Equal(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-9));

    [Fact]
    public void The_gradient_of_an_affine_score_is_its_weights()
    {
        using Network network = ToyNetworks.Affine([2, -3, 0.5], 1);

        Equal([2, -3, 0.5], Explain(network, new Saliency(), ToyNetworks.Vector(1, 2, -4)));
        Equal([2, 3, 0.5], Explain(network, new Saliency(abs: true), ToyNetworks.Vector(1, 2, -4)));
    }

    [Fact]
    public void Integrated_gradients_of_an_affine_score_are_weight_times_input()
    {
        using Network network = ToyNetworks.Affine([2, -3, 0.5], 1);

        foreach (Quadrature quadrature in Enum.GetValues<Quadrature>().Where(q => q != Quadrature.CaptumTrapezoid))
            Equal([2, -6, -2], Explain(network, new IntegratedGradients(5, quadrature: quadrature), ToyNetworks.Vector(1, 2, -4)));
    }

    [Fact]
    public void Integrated_gradients_see_through_saturation_where_the_gradient_is_zero()
    {
        using Network network = ToyNetworks.Saturated();
        torch.Tensor x = ToyNetworks.Vector(2);

        Equal([0], Explain(network, new Saliency(), x));
        Equal([0.5], Explain(network, new IntegratedGradients(4, quadrature: Quadrature.Right), x));
        Equal([0.8], Explain(network, new IntegratedGradients(10, quadrature: Quadrature.Right), x));
        Equal([0.96], Explain(network, new IntegratedGradients(50, quadrature: Quadrature.Right), x));
        Equal([1], Explain(network, new IntegratedGradients(50, quadrature: Quadrature.MidPoint), x));
    }

    [Theory, InlineData(Quadrature.GaussLegendre), InlineData(Quadrature.MidPoint), InlineData(Quadrature.Trapezoid)]
    public void Symmetric_quadratures_are_exact_on_a_quadratic_score(Quadrature quadrature)
    {
        using Network network = ToyNetworks.Square(2);
        torch.Tensor x = ToyNetworks.Vector(3, 2),
            start = ToyNetworks.Vector(1, -1);

        // S = (x + y)^2 from (1, -1) to (3, 2): the gradient on the way is 2 (5 a), its mean 5; the distances are 2 and 3.
        Equal([10, 15], Explain(network, new IntegratedGradients(3, Baseline.Of(start), quadrature), x));
    }

    [Fact]
    public void Integrated_gradients_from_the_input_itself_are_zero()
    {
        using Network network = ToyNetworks.Gates(2, -3);
        torch.Tensor x = ToyNetworks.Vector(1, 1);

        Equal([0, 0], Explain(network, new IntegratedGradients(3, Baseline.Of(x)), x));
    }

    [Theory, InlineData(1, 2, 0), InlineData(-1, 0, 0)]
    public void Guided_backpropagation_stops_negative_signals_and_shut_gates(double first, double expected, double other)
    {
        using Network network = ToyNetworks.Gates(2, -3);

        Equal([expected, other], Explain(network, new GuidedBackprop(), ToyNetworks.Vector(first, 1)));
    }

    [Fact]
    public void Grad_cam_on_a_pooled_linear_head_is_cam_over_the_number_of_positions()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1, 0],
                [0, 1],
            ],
            [
                [0.8, -0.5],
            ],
            2,
            2,
            bias: 0.3
        );
        torch.Tensor x = torch.tensor([1.0, 2, 3, 0, 4, 0, 0, 2], [1, 2, 2, 2], torch.float64);

        double[] map = Explain(network, new GradCam("relu"), x);

        Equal([((0.8 * 1) - (0.5 * 4)) / 4, 0.8 * 2 / 4, 0.8 * 3 / 4, -0.5 * 2 / 4], map);
        Assert.Equal(network.Scores(x).item<double>(), map.Sum() + 0.3, 1e-9);
    }

    [Fact]
    public void Fem_marks_strong_positions_with_the_mean_of_their_channel()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1, 0],
                [0, 1],
            ],
            [
                [1, 1],
            ],
            2,
            2
        );
        torch.Tensor x = torch.tensor([1.0, 1, 1, 1, 0, 0, 0, 4], [1, 2, 2, 2], torch.float64);

        Equal([1, 1, 1, 2], Explain(network, new Fem("relu", k: 1), x));
        Equal([0, 0, 0, 1], Explain(network, new Fem("relu", k: 1, FemVariant.PytorchGradCam), x));
    }

    [Fact]
    public void The_plus_rule_gives_relevance_to_positive_contributions_only()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1, -2, 3],
            ],
            [
                [1],
            ],
            1,
            1
        );
        torch.Tensor x = torch.tensor([2.0, 1, 1], [1, 3, 1, 1], torch.float64);

        // One neuron, x = (2, 1, 1), w = (1, -2, 3), z = 3: of a relevance of 1, shares 2/5 and 3/5.
        Equal([0.4, 0, 0.6], Explain(network, new LrpEpsilonPlus(epsilon: 0, stabilizer: 0), x));
    }

    [Fact]
    public void The_plus_rule_counts_negative_inputs_with_negative_weights()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1, -2, 3],
            ],
            [
                [1],
            ],
            1,
            1
        );
        torch.Tensor x = torch.tensor([2.0, -1, -0.5], [1, 3, 1, 1], torch.float64);

        Equal([0.5, 0.5, 0], Explain(network, new LrpEpsilonPlus(epsilon: 0, stabilizer: 0), x));
    }

    [Fact]
    public void A_mixture_of_classes_is_explained_by_the_mixture_of_their_maps()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1, 0],
                [0, 1],
            ],
            [
                [1, 2],
                [3, -1],
            ],
            1,
            1
        );
        torch.Tensor x = torch.tensor([2.0, 1], [1, 2, 1, 1], torch.float64);

        using Attribution map = new Saliency().Explain(network, x, Target.Mixture(1, -1));

        Equal([-2, 3], ToyNetworks.Values(map));
        Assert.Equal(4 - 5, map.TargetScores[0], 1e-9);
    }
}
