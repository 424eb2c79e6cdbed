using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>A budget of memory: passes that run at once hold no more than was asked for, and the map stays the same.</summary>
public sealed class MemoryTests
{
    private static Network Real => ReferenceNetworks.Shared("resnet-mini", torch.float64);

    private static torch.Tensor Photos => ReferenceNetworks.Tensor("resnet-mini", "input", torch.float64);

    public static TheoryData<string> ManyPasses =>
        [.. Catalogue.Cards.Where(c => c.Forwards > 5).Select(c => c.Id).Where(id => Few.Create(id).Obstacle(Real) is null)];

    [Theory, MemberData(nameof(ManyPasses))]
    public void Under_the_smallest_budget_the_map_is_the_same(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        JsonObject few = [];
        foreach (OptionInfo option in Catalogue.OptionsOf(id).Where(o => o.Name is "steps" or "samples"))
            few[option.Name] = Few.Of(id, option.Name) is null ? 6 : 12;
        Explainer explainer = Few.Create(id, few);

        using Attribution usual = explainer.Explain(Real, Photos[..1], 3),
            small = explainer.Within(1).Explain(Real, Photos[..1], 3);

        TensorAssert.Close(usual.Values, small.Values, 1e-9, id);
    }

    [Fact]
    public void A_budget_stands_among_the_options_and_in_the_code()
    {
        Explainer explainer = Catalogue.Create("rise", new() { ["memory"] = 200, ["masks"] = 10 });

        Assert.Equal(200, explainer.Memory);
        Assert.Equal(200, (int)explainer.Options["memory"]!);
        Assert.Equal("new Rise(masks: 10).Within(200)", Catalogue.CodeOf(explainer));
        Assert.Null(Catalogue.Create("rise").Options["memory"]);
    }

    [Theory]
    [InlineData("0", "The option 'memory' of 'rise' is 0; it goes from 1 to 1000000.")]
    [InlineData("\"much\"", "The option 'memory' of 'rise' needs a whole number; it is \"much\".")]
    public void A_budget_that_is_none_is_refused(string memory, string sentence) =>
        Assert.Equal(
            sentence,
            Assert.Throws<ArgumentException>(() => Catalogue.Create("rise", new() { ["memory"] = JsonNode.Parse(memory) })).Message
        );

    [Fact]
    public void Fewer_samples_run_at_once_under_a_smaller_budget()
    {
        Network network = Real;

        Assert.True(WorkingSet.Samples(network, budget: 1 << 20) < WorkingSet.Samples(network, budget: 8 << 20));
        Assert.True(WorkingSet.SamplesBothWays(network, 2 << 20) < WorkingSet.SamplesBothWays(network, 64 << 20));
        Assert.Equal(1, WorkingSet.Samples(network, budget: 1));
    }
}
