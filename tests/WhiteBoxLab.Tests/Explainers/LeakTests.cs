using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Counts every native tensor of the process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class LeakTests
{
    public static TheoryData<string> Methods => [.. Catalogue.Cards.Select(c => c.Id)];

    [Theory, MemberData(nameof(Methods))]
    public void No_tensor_is_left_behind(string id) =>
        LeavesNoTensor(
            ReferenceNetworks.Serving(id),
            Catalogue.OptionsOf(id).Any(o => o.Name == "steps") ? Few.Create(id, new() { ["steps"] = 3 }) : Few.Create(id)
        );

    [Fact]
    public void Maps_made_of_several_leave_no_tensor_behind() =>
        LeavesNoTensor("resnet-mini", new LayerCam(augSmooth: true, furtherLayers: ["layer2.0.relu2"]));

    /// <summary>What is held between two steps is the same after many as after few.</summary>
    [Theory]
    [InlineData("smoothgrad", "samples")]
    [InlineData("smoothgrad-squared", "samples")]
    [InlineData("vargrad", "samples")]
    [InlineData("smooth-grad-cam-plus-plus", "samples")]
    [InlineData("expected-gradients", "samples")]
    [InlineData("integrated-gradients", "steps")]
    [InlineData("idgi", "steps")]
    [InlineData("blur-ig", "steps")]
    [InlineData("guided-ig", "steps")]
    [InlineData("layer-integrated-gradients", "steps")]
    [InlineData("layer-conductance", "steps")]
    [InlineData("internal-influence", "steps")]
    public void What_is_held_does_not_grow_with_the_passes(string id, string option)
    {
        using Network network = ReferenceNetworks.Open("resnet-mini", torch.float32);
        using torch.Tensor input = ReferenceNetworks.Tensor("resnet-mini", "input")[..1];
        List<long> held = [];

        Catalogue
            .Create(id, new() { [option] = 48 })
            .Explain(network, input, progress: new Counter(() => held.Add(torch.Tensor.TotalCount)))
            .Dispose();

        Assert.True(held.Count >= 5, $"{held.Count} steps");
        Assert.Equal(held[1], held[^2]);
    }

    private sealed class Counter(Action count) : IProgress<Step>
    {
        public void Report(Step value) => count();
    }

    private static void LeavesNoTensor(string name, Explainer explainer)
    {
        using Network network = ReferenceNetworks.Open(name, torch.float32);
        using torch.Tensor input = ReferenceNetworks.Tensor(network.Name, "input");
        explainer.Explain(network, input).Dispose(); // prepares and keeps weights
        long before = Live();

        for (int i = 0; i < 3; i++)
            explainer.Explain(network, input).Dispose();

        // Without a collection: what is left to the finalizer counts as left behind.
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    [Fact]
    public void Concepts_leave_no_tensor_behind()
    {
        using Network network = ReferenceNetworks.Open("mobile-mini", torch.float32);
        using torch.Tensor input = ReferenceNetworks.Tensor("mobile-mini", "input");
        Composite guided = Composite.Parse(System.Text.Json.Nodes.JsonNode.Parse("""{"stem.2": "guided"}""")!);
        void Ask()
        {
            using Concepts concepts = network.Concepts(input);
            concepts.Ranked("head.2", "fc: 1");
            foreach (
                Attribution map in concepts
                    .Maps(["head.2: 1, 3", "head.2; block1.add: 2"])
                    .Concat(concepts.Maps(["head.2: 1"], excludeParallel: false))
            )
                map.Dispose();
            concepts.In(0, 0, 10, 10).Ranked("head.2");
            Assert.Throws<InvalidOperationException>(() => network.Concepts(input, composite: guided));
        }
        Ask();
        long before = Live();

        for (int i = 0; i < 3; i++)
            Ask();

        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
