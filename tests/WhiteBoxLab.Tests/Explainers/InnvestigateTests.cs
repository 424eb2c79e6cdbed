using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Where iNNvestigate 1.0.9 (and Captum 0.9 with it) is wrong: what it does, which an option here repeats for comparison, and what is
/// right.
/// </summary>
public sealed class InnvestigateTests
{
    private static double[] Explain(Network network, Explainer explainer, torch.Tensor input)
    {
        using Attribution map = explainer.Explain(network, input, Target.Class(0));
        return ToyNetworks.Values(map);
    }

    private static void Equal(double[] expected, double[] actual, double tolerance = 1e-9) =>
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, tolerance));

    private static Lrp Lrp(JsonObject rule) => new(Composite.Parse(new JsonObject { ["conv2d, linear"] = rule }));

    private static JsonObject AlphaBeta(string bias) =>
        new()
        {
            ["rule"] = "alpha-beta",
            ["alpha"] = 1,
            ["beta"] = 0,
            ["bias"] = bias,
            ["stabilizer"] = 1e-7,
        };

    [Fact]
    public void iNNvestigate_adds_the_whole_bias_to_both_denominators_so_that_a_negative_bias_blows_relevance_up()
    {
        // x = (1, 1), w = (1, -1), b = -1: the one positive contribution is 1, which the bias cancels.
        using Network network = ToyNetworks.Affine([1, -1], -1);
        torch.Tensor x = ToyNetworks.Vector(1, 1);

        Equal([1, 0], Explain(network, Lrp(AlphaBeta("kept")), x), 1e-6);
        Equal([1e7, 0], Explain(network, Lrp(AlphaBeta("whole")), x), 1);
    }

    [Fact]
    public void The_whole_bias_moves_the_maps_of_a_network_by_a_tenth()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("vgg-mini", torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor("vgg-mini", "input", torch.float64);

        foreach (
            (Explainer right, Explainer theirs) in ((Explainer, Explainer)[])
                [
                    (new LrpPresetA(), new LrpPresetA(wholeBias: true)),
                    (new LrpPresetB(), new LrpPresetB(wholeBias: true)),
                    (new LrpPresetBFlat(), new LrpPresetBFlat(wholeBias: true)),
                ]
        )
        {
            using Attribution expected = right.Explain(network, input, 3),
                actual = theirs.Explain(network, input, 3);
            Assert.InRange(TensorAssert.RelativeErrors(expected.Values, actual.Values).Max(), 0.02, 1);
        }
    }

    [Fact]
    public void iNNvestigates_fast_z_plus_is_no_z_plus_at_signed_pixels()
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

        // Contributions 2, 2, -1.5: the positive ones share equally. The weights alone clamped make it 2, 0, -1.5 of 0.5.
        Equal([0.5, 0.5, 0], Explain(network, Lrp(new() { ["rule"] = "z-plus", ["stabilizer"] = 0 }), x), 1e-5);
        Equal([4, 0, -3], Explain(network, Lrp(new() { ["rule"] = "z-plus-clamped", ["stabilizer"] = 0 }), x), 1e-4);
    }

    [Fact]
    public void Deep_Taylor_shares_by_the_domain_of_the_pixels_where_iNNvestigate_never_takes_w2()
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

        Equal([3 / 14.0, 12 / 14.0, 27 / 14.0], Explain(network, new DeepTaylor(domain: PixelDomain.Any), x), 1e-5);
        Equal([1.2, 0, 1.8], Explain(network, new DeepTaylor(domain: PixelDomain.Positive), x), 1e-5);
        Equal([6 / 7.0, 6 / 7.0, 9 / 7.0], Explain(network, new DeepTaylor([0], [2]), x), 1e-5);
    }

    [Fact]
    public void PatternNets_scaling_serves_every_class_where_iNNvestigate_drops_it_for_a_chosen_one()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("plain-mini", torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor("plain-mini", "input", torch.float64);

        double[] active = [.. network.Patterns!.Active("fc")]; // a class that never had a positive score has no pattern, and an empty map
        foreach (int target in Enumerable.Range(0, network.Classes).Where(c => active[c] > 0))
        {
            using Attribution scaled = new PatternNet(scaled: true).Explain(network, input, target),
                plain = new PatternNet().Explain(network, input, target);
            Assert.All(scaled.Values.abs().amax([1, 2, 3]).data<double>().ToArray(), largest => Assert.Equal(1, largest, 1e-12));
            TensorAssert.Close(plain.Values / plain.Values.abs().amax([1, 2, 3], keepdim: true), scaled.Values, 1e-9);
        }
    }
}
