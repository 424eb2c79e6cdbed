using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Functions so small that every method's map is known by heart. What <see cref="ClosedFormTests"/> does not have of them.
/// </summary>
public sealed class ToyCaseTests
{
    private static double[] Explain(Network network, Explainer explainer, torch.Tensor input, int target = 0)
    {
        using Attribution map = explainer.Explain(network, input, Target.Class(target));
        return ToyNetworks.Values(map);
    }

    private static void Equal(double[] expected, double[] actual, double tolerance = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, tolerance));
    }

    [Fact] // S = w x + b at (1, 2, -4): everything that shares S out gives w x
    public void An_affine_score_is_shared_out_alike_by_all()
    {
        using Network network = ToyNetworks.Affine([2, -3, 0.5], 1);
        torch.Tensor x = ToyNetworks.Vector(1, 2, -4);

        foreach (
            Explainer explainer in (Explainer[])
                [
                    new InputXGradient(),
                    new IntegratedGradients(7),
                    new DeepLift(),
                    new Lrp(Composite.Named("lrp-0"), start: RelevanceStart.Score),
                ]
        )
            Equal([2, -6, -2], Explain(network, explainer, x));
    }

    [Fact] // S = x y at (3, 2)
    public void A_product_tells_methods_apart()
    {
        using Network network = ToyNetworks.Product();
        torch.Tensor x = ToyNetworks.Vector(3, 2);

        Equal([2, 3], Explain(network, new Saliency(), x));
        Equal([6, 6], Explain(network, new InputXGradient(), x));
        Equal([3, 3], Explain(network, new IntegratedGradients(5), x));
        Assert.StartsWith("DeepLIFT has no rule for mul", new DeepLift().Obstacle(network), StringComparison.Ordinal);
    }

    [Fact] // S = 1 - ReLU(1 - x) at 2
    public void Differences_see_what_saturation_hides_from_gradients()
    {
        using Network network = ToyNetworks.Saturated();
        torch.Tensor x = ToyNetworks.Vector(2);

        Equal([0], Explain(network, new InputXGradient(), x));
        Equal([1], Explain(network, new DeepLift(), x));
        foreach (int steps in (int[])[2, 4, 50])
            Equal([1], Explain(network, new IntegratedGradients(steps, quadrature: Quadrature.MidPoint), x));
    }

    [Fact] // S = min(x, y) at (3, 1)
    public void Rescale_gives_a_minimum_wholly_to_the_smaller()
    {
        using Network network = ToyNetworks.Minimum();

        Equal([0, 1], Explain(network, new DeepLift(), ToyNetworks.Vector(3, 1)));
    }

    /// <summary>One neuron, x = (2, 1, 1), w = (1, -2, 3), relevance 3.</summary>
    [Theory]
    [InlineData("""{"rule": "lrp-0"}""", 2, -2, 3)]
    [InlineData("""{"rule": "epsilon", "epsilon": 1}""", 1.5, -1.5, 2.25)]
    [InlineData("""{"rule": "gamma", "gamma": 0.25, "stabilizer": 0}""", 30.0 / 17, -24.0 / 17, 45.0 / 17)]
    [InlineData("""{"rule": "gamma-one-branch", "gamma": 0.25, "stabilizer": 0}""", 30.0 / 17, -24.0 / 17, 45.0 / 17)]
    [InlineData("""{"rule": "z-plus", "stabilizer": 0}""", 1.2, 0, 1.8)]
    [InlineData("""{"rule": "plus-one-branch", "stabilizer": 0}""", 1.2, 0, 1.8)]
    [InlineData("""{"rule": "alpha-beta", "alpha": 1, "beta": 0, "stabilizer": 0}""", 1.2, 0, 1.8)]
    [InlineData("""{"rule": "alpha-beta", "alpha": 2, "beta": 1, "stabilizer": 0}""", 2.4, -3, 3.6)]
    [InlineData("""{"rule": "w-square", "stabilizer": 0}""", 3.0 / 14, 12.0 / 14, 27.0 / 14)]
    [InlineData("""{"rule": "flat", "stabilizer": 0}""", 1, 1, 1)]
    [InlineData("""{"rule": "z-box", "low": [0], "high": [2], "stabilizer": 0}""", 6.0 / 7, 6.0 / 7, 9.0 / 7)]
    [InlineData("\"norm\"", 2, -2, 3, 1e-5)]
    public void Each_rule_shares_the_relevance_of_one_neuron_in_its_own_way(
        string rule,
        double first,
        double second,
        double third,
        double tolerance = 1e-9
    )
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
        JsonObject rules = new()
        {
            ["conv2d"] = JsonNode.Parse(rule),
            ["linear"] = "lrp-0",
            ["global_avg_pool"] = new JsonObject { ["rule"] = "norm", ["stabilizer"] = 0 },
        };

        Equal(
            [first, second, third],
            Explain(network, new Lrp(Composite.Parse(rules), start: RelevanceStart.Score), torch.tensor([2.0, 1, 1], [1, 3, 1, 1])),
            tolerance
        );
    }

    [Fact]
    public void The_excitation_of_one_neuron_goes_to_its_excitatory_inputs()
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

        Equal([0.4, 0, 0.6], Explain(network, new ExcitationBackprop(), torch.tensor([2.0, 1, 1], [1, 3, 1, 1])), 1e-5);
    }

    [Fact] // features, global average pooling, linear: w = (0.8, -0.5)
    public void Behind_pooling_and_a_linear_layer_the_class_activation_maps_are_formulas()
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
        double[] a = [1, 2, 3, 0],
            b = [4, 0, 0, 2],
            cam = [.. a.Zip(b, (p, q) => (0.8 * p) - (0.5 * q))],
            quarter = [.. cam.Select(v => v / 4)];

        Equal(cam, Explain(network, new Cam(), x));
        Equal(quarter, Explain(network, new GradCam("relu"), x));
        Equal(quarter, Explain(network, new HiResCam("relu"), x));
        Equal(quarter, Explain(network, new XGradCam("relu"), x), 1e-7);
        Equal([.. a.Select(v => 0.8 * v / 4)], Explain(network, new LayerCam("relu"), x));
        Equal([.. a.Select(v => 0.8 * v / 4)], Explain(network, new GradCamElementWise("relu"), x));
        Equal([.. a.Select(v => 0.25 * v)], Explain(network, new GradCamPlusPlus("relu"), x), 1e-4); // 0.8 / (2 + 0.8 * 1.5)
        Assert.Equal(network.Scores(x).item<double>(), (cam.Sum() / 4) + 0.3, 1e-9);
    }

    [Fact]
    public void With_all_weights_turned_nothing_speaks_for_the_class()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1, 0],
                [0, 1],
            ],
            [
                [-0.8, -0.5],
            ],
            2,
            2
        );

        Equal([0, 0, 0, 0], Explain(network, new GradCam("relu", relu: true), torch.rand([1, 2, 2, 2], torch.float64)));
    }

    [Fact] // where the head is linear over positions, only HiResCAM keeps the score
    public void HiResCAM_is_exact_on_a_flat_head_and_Grad_CAM_is_not()
    {
        double[] head = [0.5, -1, 2, 0.25, 1, 1, -2, 0.5];
        using Network network = ToyNetworks.Flat(
            [
                [1, 0],
                [0, 1],
            ],
            [head],
            2,
            2,
            bias: 0.3
        );
        double[] values = [1, 2, 3, 0.5, 4, 1, 2, 2];
        torch.Tensor x = torch.tensor(values, [1, 2, 2, 2], torch.float64);

        Equal(
            [.. Enumerable.Range(0, 4).Select(i => (head[i] * values[i]) + (head[4 + i] * values[4 + i]))],
            Explain(network, new HiResCam("relu"), x)
        );
        Assert.Equal(network.Scores(x).item<double>(), Explain(network, new HiResCam("relu"), x).Sum() + 0.3, 1e-9);
        Assert.True(Math.Abs(network.Scores(x).item<double>() - Explain(network, new GradCam("relu"), x).Sum() - 0.3) > 0.1);
    }

    [Fact] // A_k = u_k M
    public void Eigen_CAM_finds_the_one_pattern_that_there_is()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1],
                [2],
            ],
            [
                [1, 1],
            ],
            2,
            2
        );
        torch.Tensor x = torch.tensor([1.0, 2, 3, 0], [1, 1, 2, 2], torch.float64);

        Equal([.. ((double[])[1, 2, 3, 0]).Select(v => v * Math.Sqrt(5))], Explain(network, new EigenCam("relu", center: false), x));
        Equal(
            [.. ((double[])[0.5, -0.5, -1.5, 1.5]).Select(v => v * -Math.Sqrt(5))],
            [.. Explain(network, new EigenCam("relu"), x).Select(v => v * Math.Sign(Explain(network, new EigenCam("relu"), x)[2]))]
        );
    }

    [Fact] // y = 2 ReLU(x1) - 3 ReLU(x2)
    public void DeconvNet_lets_signals_through_gates_that_were_shut()
    {
        using Network network = ToyNetworks.Gates(2, -3);

        Equal([2, 0], Explain(network, new DeconvNet(), ToyNetworks.Vector(1, 1)));
        Equal([2, 0], Explain(network, new DeconvNet(), ToyNetworks.Vector(-1, 1)));
        Equal([2, -3], Explain(network, new Saliency(), ToyNetworks.Vector(1, 1)));
        Equal([0, -3], Explain(network, new Saliency(), ToyNetworks.Vector(-1, 1)));
    }

    [Fact]
    public void A_softened_gate_lets_through_what_a_sigmoid_does()
    {
        using Network network = ToyNetworks.Gates(2, -3);
        double Open(double z) => 1 / (1 + Math.Exp(-2 * z));

        Equal([2 * Open(0.5), -3 * Open(-1)], Explain(network, new BetaSmooth(2), ToyNetworks.Vector(0.5, -1)));
    }

    [Fact] // logits (3, 2, 1), of which only differences count
    public void SGLRP_starts_at_the_gradient_of_the_probability()
    {
        using Network network = ToyNetworks.Scores(3);
        double[] y = [0.66524096, 0.24472847, 0.09003057];

        Equal([y[0] * (1 - y[0]), -y[0] * y[1], -y[0] * y[2]], Explain(network, new Sglrp(), ToyNetworks.Vector(3, 2, 1)), 1e-6);
        Equal([0.2227, -0.1628, -0.0599], Explain(network, new Sglrp(), ToyNetworks.Vector(3, 2, 1)), 1e-4);
    }

    [Fact]
    public void A_unit_saturated_at_six_leaves_FullGrad_complete()
    {
        Network network = new(
            "six",
            [1, 2, 2],
            [
                new Convolution("conv", "input", torch.tensor([4.0], [1, 1, 1, 1])),
                new Relu6("relu6", "conv"),
                new GlobalAveragePool("pool", "relu6"),
                new Flatten("flatten", "pool"),
                new Linear("fc", "flatten", torch.tensor([1.5], [1, 1]), torch.tensor([0.25])),
            ],
            "fc"
        );
        using Attribution map = new FullGrad().Explain(network, torch.tensor([2.0, 1, 0.5, 3], [1, 1, 2, 2]), 0);

        Assert.Equal(0.25 + (1.5 * (6 + 4 + 2 + 6) / 4), map.Promises[0].Expected, 1e-12);
        Assert.Equal(map.Promises[0].Expected, map.Promises[0].Actual, 1e-12);
    }
}
