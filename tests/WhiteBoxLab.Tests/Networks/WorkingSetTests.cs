using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What a forward pass holds at once.</summary>
public sealed class WorkingSetTests
{
    private static Network Branched() =>
        new(
            "branched",
            [2, 4, 4],
            [
                new Convolution("wide", "input", torch.ones(6, 2, 1, 1)),
                new Relu("relu", "wide"),
                new Convolution("narrow", "relu", torch.ones(6, 6, 1, 1)),
                new Add("add", "narrow", "relu"),
                new GlobalAveragePool("pool", "add"),
                new Flatten("flatten", "pool"),
                new Linear("fc", "flatten", torch.ones(3, 6)),
            ],
            "fc"
        );

    [Fact]
    public void A_pass_holds_the_branch_that_waits_beside_what_is_read_and_what_is_given()
    {
        using Network network = Branched();

        // The input, the branch that waits, what was read and what is given, of 16 positions.
        Assert.Equal(16 * (2 + 6 + 6 + 6), WorkingSet.Values(network.Graph, Graph.Input));
        Assert.Equal(96 + 6 + 6, WorkingSet.Values(network.Graph, network.IndexOf("add")));
    }

    [Fact]
    public void A_large_network_runs_fewer_samples_at_once_and_at_least_one()
    {
        using Network small = Branched();
        using Network large = new(
            "large",
            [3, 4000, 4000],
            [new Relu("relu", "input"), new GlobalAveragePool("pool", "relu"), new Flatten("fc", "pool")],
            "fc"
        );

        Assert.Equal(32, WorkingSet.Samples(small));
        Assert.Equal(1, WorkingSet.Samples(large));
    }
}
