using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class SglrpTests
{
    /// <summary>Scores 2, 1, 0 of the inputs 2, 1, 0, each by itself.</summary>
    private static Network Apart() =>
        new(
            "apart",
            [3, 1, 1],
            [
                new Convolution("conv", "input", torch.eye(3, dtype: torch.float64).view(3, 3, 1, 1)),
                new Relu("relu", "conv"),
                new Flatten("flatten", "relu"),
                new Linear("fc", "flatten", torch.eye(3, dtype: torch.float64)),
            ],
            "fc"
        );

    [Fact]
    public void Relevance_starts_at_the_gradient_of_the_probability()
    {
        using Network network = Apart();

        using Attribution map = new Sglrp().Explain(network, ToyNetworks.Vector(2, 1, 0), 0);

        // Softmax of (2, 1, 0) is (0.6652, 0.2447, 0.0900); each class's relevance stays with its input. The third has nothing to hand it
        // to.
        double[] y = [.. torch.tensor([2.0, 1, 0]).to(torch.float64).softmax(0).data<double>()];
        Assert.All(ToyNetworks.Values(map).Zip((double[])[y[0] * (1 - y[0]), -y[0] * y[1], 0]), v => Assert.Equal(v.Second, v.First, 1e-6));
        Assert.Equal(0.2227, y[0] * (1 - y[0]), 1e-4);
    }

    [Fact]
    public void Two_passes_weigh_for_and_against_equally_so_that_the_map_sums_to_zero()
    {
        using IDisposable scope = torch.NewDisposeScope();
        foreach (string name in ReferenceNetworks.Small)
        {
            Network network = ReferenceNetworks.Shared(name, torch.float64);
            using Attribution map = new Sglrp(passes: 2).Explain(network, ReferenceNetworks.Tensor(name, "input", torch.float64), 1);
            Assert.All(
                map.Values.sum([1, 2, 3]).data<double>().ToArray().Zip(map.Values.abs().sum([1, 2, 3]).data<double>().ToArray()),
                s => Assert.True(Math.Abs(s.First) <= 1e-12 * s.Second)
            );
        }
    }

    [Fact]
    public void A_network_that_is_sure_gets_an_empty_map_and_no_quotient_of_zeros()
    {
        using Network network = Apart();

        foreach (int passes in (int[])[1, 2])
        {
            using Attribution map = new Sglrp(passes: passes, low: [-4], high: [4]).Explain(network, ToyNetworks.Vector(2000, 1, 0), 0);
            Assert.All(ToyNetworks.Values(map), v => Assert.Equal(0, v));
        }
    }

    [Fact]
    public void Contrastive_relevance_without_an_opposite_is_no_quotient_of_zeros()
    {
        // Nothing contributes to the second class, so there is nothing to take away from the first.
        using Network network = new(
            "alone",
            [2, 1, 1],
            [
                new Convolution("conv", "input", torch.eye(2, dtype: torch.float64).view(2, 2, 1, 1)),
                new Relu("relu", "conv"),
                new Flatten("flatten", "relu"),
                new Linear(
                    "fc",
                    "flatten",
                    torch.tensor(
                        new double[,]
                        {
                            { 1, 0 },
                            { 0, -1 },
                        }
                    )
                ),
            ],
            "fc"
        );

        using Attribution map = new Clrp(low: [0], high: [4]).Explain(network, ToyNetworks.Vector(2, 1), 0);

        Assert.All(ToyNetworks.Values(map).Zip((double[])[1, 0]), v => Assert.Equal(v.Second, v.First, 1e-6));
    }

    [Theory, InlineData(1, new[] { 0.75, 0, 0 }), InlineData(2, new[] { 0.75, 0, 0.25 })]
    public void Contrastive_relevance_stays_out_of_the_region_that_feeds_the_other_class(int type, double[] expected)
    {
        // Input 0 feeds class 0, input 1 class 1, input 2 both: z+ of class 0 gives 0.75, 0, 0.25; of class 1 0, 0.75, 0.25; of class 0
        // with its weights negated 0, 1, 0.
        using Network network = new(
            "regions",
            [3, 1, 1],
            [
                new Convolution("conv", "input", torch.eye(3, dtype: torch.float64).view(3, 3, 1, 1)),
                new Relu("relu", "conv"),
                new Flatten("flatten", "relu"),
                new Linear(
                    "fc",
                    "flatten",
                    torch.tensor(
                        new double[,]
                        {
                            { 3, -1, 1 },
                            { -1, 3, 1 },
                        }
                    )
                ),
            ],
            "fc"
        );
        torch.Tensor x = ToyNetworks.Vector(1, 1, 1);

        using Attribution contrastive = new Clrp(type, low: [0], high: [4]).Explain(network, x, 0),
            signed = new Clrp(type, positive: false, low: [0], high: [4]).Explain(network, x, 0);

        Assert.All(ToyNetworks.Values(contrastive).Zip(expected), v => Assert.Equal(v.Second, v.First, 1e-6));
        Assert.Equal(0, ToyNetworks.Values(signed).Sum(), 1e-9);
    }
}
